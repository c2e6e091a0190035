import CSystem
import HTTP
import Synchronization
import Threads

/// What other threads tell the loop: answers, and that it is time to stop.
final class Mailbox: Sendable {
    struct Answer: Sendable {
        let token: UInt64
        let response: HTTPResponse?
        let incident: String?
    }

    // Not `Mutex`: the thread sanitiser does not see through it.
    private let answers = Monitor<[Answer]>([])
    private let isStopping = Atomic(false)
    let bell: Int32

    init() throws(HTTPServerError) {
        bell = system_bell()
        guard bell >= 0 else { throw HTTPServerError(doing: "make an event descriptor", code: bell) }
    }

    /// Rings only for the first of several answers: one bell empties the box.
    func post(_ answer: Answer) {
        let isFirst = answers.locked { answers in
            answers.append(answer)
            return answers.count == 1
        }
        if isFirst { system_bell_ring(bell) }
    }

    func takeAll() -> [Answer] {
        answers.locked { answers in
            let all = answers
            answers = []
            return all
        }
    }

    func stop() {
        isStopping.store(true, ordering: .releasing)
        system_bell_ring(bell)
    }

    var stops: Bool { isStopping.load(ordering: .acquiring) }

    deinit {
        system_close(bell)
    }
}
