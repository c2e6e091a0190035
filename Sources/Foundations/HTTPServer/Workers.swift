import CSystem
import HTTP
import Threads

/// A request on its way to a worker.
struct Job: Sendable {
    let request: HTTPRequest
    let body: [UInt8]
    let reply: HTTPReply
}

/// The threads of one lane and the bounded queue before them.
///
/// Few of them work at a time: more than the machine has cores for only take each other's caches and locks. The others
/// are reserves, which step in when nothing has moved for a while, as when handlers wait for a slow disk.
final class Workers<Application: HTTPApplication>: Sendable {
    private struct State {
        var jobs: [Job?] = []
        /// Where the first job is; the array is a ring.
        var first = 0
        var count = 0
        var idle = 0
        /// How many jobs were taken so far, and how many it were at the last look.
        var taken = 0
        var seen = 0
        var starting = 0
        var living = 0
        var stops = false
        var failure: (any Error)?

        mutating func grow() {
            let jobs = (0..<count).map { self.jobs[(first + $0) % self.jobs.count] }
            self.jobs = jobs + Array(repeating: nil, count: max(16, count))
            first = 0
        }

        mutating func take() -> Job? {
            guard count > 0 else { return nil }
            let job = jobs[first]
            jobs[first] = nil
            first = (first + 1) % jobs.count
            count -= 1
            taken &+= 1
            return job
        }
    }

    private let state: Monitor<State>
    /// How many reserves are called for.
    private let calls = Monitor(0)
    private let application: Application
    private let limit: Int

    init(_ application: Application, limit: Int) {
        self.application = application
        self.limit = max(0, limit)
        state = Monitor(State())
    }

    /// Starts the threads and waits until each has made its worker. Throws the first error of `makeWorker()`.
    ///
    /// - Parameter atWork: how many work while nothing holds them up; the others are reserves.
    func start(_ count: Int, atWork: Int, name: String) throws {
        let count = max(1, count)
        state.locked {
            $0.starting = count
            $0.living = count
        }
        for number in 0..<count {
            if let thread = Thread(named: "\(name) \(number)", { [self] in serve(asReserve: number >= max(1, atWork)) })
            {
                thread.letGo()
                continue
            }
            state.locked {
                $0.starting -= 1
                $0.living -= 1
                $0.failure = $0.failure ?? HTTPServerError(doing: "start a thread", code: 0)
            }
        }
        let failure: (any Error)? = state.wait { $0.starting <= 0 ? .some($0.failure) : nil } ?? nil
        if let failure { throw failure }
    }

    /// Hands a job over; false when the queue is full.
    func submit(_ job: sending Job) -> Bool {
        let (isTaken, wakes) = state.locked { state -> (Bool, Bool) in
            // Jobs an idle worker is about to take do not wait.
            guard state.count < limit + state.idle, !state.stops else { return (false, false) }
            if state.count == state.jobs.count { state.grow() }
            state.jobs[(state.first + state.count) % state.jobs.count] = job
            state.count += 1
            return (true, state.idle > 0)
        }
        if wakes { state.wakeOne() }
        return isTaken
    }

    /// How many jobs nobody has taken yet.
    var waiting: Int { state.locked { $0.count } }

    /// How many milliseconds nothing may move before a reserve is called.
    static var patience: Int64 { 5 }

    /// Calls a reserve where jobs wait and none was taken since the last look; true while jobs wait.
    func look() -> Bool {
        let (waits, isHeldUp) = state.locked { state in
            defer { state.seen = state.taken }
            return (state.count > 0, state.count > 0 && state.seen == state.taken)
        }
        if isHeldUp {
            calls.locked { $0 = 1 }
            calls.wakeOne()
        }
        return waits
    }

    /// Lets the threads end after the jobs that wait; false when some had not ended in time.
    func stop(within seconds: Double) -> Bool {
        state.change { $0.stops = true }
        calls.change { $0 = .max }
        return state.wait(seconds: seconds) { $0.living <= 0 ? true : nil } ?? false
    }

    private func serve(asReserve isReserve: Bool) {
        defer {
            state.change { $0.living -= 1 }
        }
        let worker: Application.Worker
        do {
            worker = try application.makeWorker()
            state.change { $0.starting -= 1 }
        } catch {
            state.change {
                $0.starting -= 1
                $0.failure = $0.failure ?? error
            }
            return
        }
        if isReserve {
            while let end = called() {
                while system_milliseconds() < end, let job = state.locked({ $0.take() }) { answer(job, worker) }
            }
        } else {
            while let job = next() { answer(job, worker) }
        }
    }

    private func answer(_ job: Job, _ worker: Application.Worker) {
        do {
            try application.respond(to: job.request, body: job.body, worker: worker, reply: job.reply)
        } catch {
            job.reply.fail(error)
        }
    }

    /// Waits for a call; until when a reserve then helps, or nil when it is time to go.
    private func called() -> Int64? {
        calls.wait { calls -> Int64?? in
            guard calls > 0 else { return nil }
            guard calls < .max else { return .some(nil) }
            calls -= 1
            return system_milliseconds() + 10 * Workers.patience
        } ?? nil
    }

    private func next() -> Job? {
        var isWaiting = false
        return state.wait { state -> Job?? in
            if state.count == 0, !state.stops {
                if !isWaiting { state.idle += 1 }
                isWaiting = true
                return nil
            }
            if isWaiting { state.idle -= 1 }
            isWaiting = false
            return .some(state.take())
        } ?? nil
    }
}
