import Basics
import CSystem

/// The counter of a workshop: what was asked for, in its order, and what lies ready to be taken.
struct Counter {
    struct Job {
        let conversion: Conversion
        var isKept: Bool
        /// Milliseconds of the monotonic clock.
        let asked: Int64
        var begun: Int64?
    }

    private struct Ready {
        let result: Result<[UInt8], ConverterFailure>
        let until: Int64
    }

    /// How long results lie ready, in milliseconds: a failure just long enough to be read, so that it can be tried again.
    private static let patience: (success: Int64, failure: Int64) = (300_000, 4000)
    /// How many results lie ready at most, and how many bytes together.
    private static let most = (count: 16, bytes: 32 << 20)

    private(set) var jobs: [Job] = []
    private var ready: [(digest: Digest, it: Ready)] = []
    var isClosing = false

    mutating func progress(of conversion: Conversion, isKept: Bool) -> Workshop.Progress {
        let now = system_milliseconds()
        ready.removeAll { $0.it.until < now }
        if let found = ready.first(where: { $0.digest == conversion.digest }) {
            switch found.it.result {
            case .success(let bytes): return .done(bytes)
            case .failure(let failure): return .failed(failure)
            }
        }
        if let place = jobs.firstIndex(where: { $0.conversion.digest == conversion.digest }) {
            if isKept { jobs[place].isKept = true }
            if let begun = jobs[place].begun { return .working(seconds: Int((now - begun) / 1000)) }
            return .waiting(behind: place, seconds: Int((now - jobs[place].asked) / 1000))
        }
        guard jobs.count(where: { $0.begun == nil }) < Workshop.places, !isClosing else { return .full }
        jobs.append(Job(conversion: conversion, isKept: isKept, asked: now))
        return .waiting(behind: jobs.count - 1, seconds: 0)
    }

    /// The next job, which is begun with this; nothing inside when there will be none, nothing at all when none waits.
    mutating func next() -> Job?? {
        if isClosing { return .some(nil) }
        guard let place = jobs.firstIndex(where: { $0.begun == nil }) else { return nil }
        jobs[place].begun = system_milliseconds()
        return jobs[place]
    }

    mutating func finish(_ job: Job, _ result: Result<[UInt8], ConverterFailure>) {
        jobs.removeAll { $0.conversion.digest == job.conversion.digest }
        let now = system_milliseconds()
        let patience =
            switch result {
            case .success: Counter.patience.success
            case .failure: Counter.patience.failure
            }
        ready.append((job.conversion.digest, Ready(result: result, until: now + patience)))
        while ready.count > Counter.most.count || ready.count > 1 && size > Counter.most.bytes { ready.removeFirst() }
    }

    private var size: Int {
        ready.reduce(0) { sum, one in
            if case .success(let bytes) = one.it.result { sum + bytes.count } else { sum }
        }
    }
}
