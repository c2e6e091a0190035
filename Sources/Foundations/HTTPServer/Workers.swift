import HTTP
import Threads

/// A request on its way to a worker.
struct Job: Sendable {
    let request: HTTPRequest
    let body: [UInt8]
    let reply: HTTPReply
}

/// The threads of one lane and the bounded queue before them.
final class Workers<Application: HTTPApplication>: Sendable {
    private struct State {
        var jobs: [Job?] = []
        /// Where the first job is; the array is a ring.
        var first = 0
        var count = 0
        var idle = 0
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
            return job
        }
    }

    private let state: Monitor<State>
    private let application: Application
    private let limit: Int

    init(_ application: Application, limit: Int) {
        self.application = application
        self.limit = max(0, limit)
        state = Monitor(State())
    }

    /// Starts the threads and waits until each has made its worker. Throws the first error of `makeWorker()`.
    func start(_ count: Int, name: String) throws {
        let count = max(1, count)
        state.locked {
            $0.starting = count
            $0.living = count
        }
        for number in 0..<count {
            if let thread = Thread(named: "\(name) \(number)", { [self] in serve() }) {
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

    /// Lets the threads end after the jobs that wait; false when some had not ended in time.
    func stop(within seconds: Double) -> Bool {
        state.change { $0.stops = true }
        return state.wait(seconds: seconds) { $0.living <= 0 ? true : nil } ?? false
    }

    private func serve() {
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
        while let job = next() {
            do {
                try application.respond(to: job.request, body: job.body, worker: worker, reply: job.reply)
            } catch {
                job.reply.fail(error)
            }
        }
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
