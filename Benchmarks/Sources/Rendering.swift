import Basics
import Glibc
import HTTP
import House
import HouseTesting

/// Times pages in this process, on one core: the queries, the rows and the HTML, without a socket.
enum Rendering {
    static let addresses = ["/activities?state=SE&kind=expert-meeting"]

    static func run(_ options: Options) throws {
        let client = try client(of: options)
        for address in options.words.isEmpty ? addresses : options.words {
            let answer = client.get(address)
            guard answer.status == .ok else { throw Unexpected(description: "\(address): \(answer.status.code)") }
            Bench.say("\(address) \(answer.body.count) bytes \(best { _ = client.get(address) }) µs")
        }
    }

    static func show(_ options: Options) throws {
        let client = try client(of: options)
        for address in options.words { Bench.say(String(decoding: client.get(address).body, as: UTF8.self)) }
    }

    private static func client(of options: Options) throws -> TestClient {
        try TestHouse(House.open(options.configuration, rooms: options.rooms)).client()
    }

    /// CPU microseconds of one call, with one digit: the quickest of five rounds of about half a second.
    static func best(_ work: () -> Void) -> Double {
        let began = processorTime()
        work()
        let calls = max(3, min(4000, Int(500_000 / max(1, processorTime() - began))))
        let rounds = (0..<5).map { _ in
            let began = processorTime()
            for _ in 0..<calls { work() }
            return (processorTime() - began) / Double(calls)
        }
        return ((rounds.min() ?? 0) * 10).rounded() / 10
    }

    /// Microseconds of processor time that this thread has used.
    static func processorTime() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }

    private struct Unexpected: Error, CustomStringConvertible {
        let description: String
    }
}
