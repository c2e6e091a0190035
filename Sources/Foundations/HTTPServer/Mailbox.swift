import CSystem
import HTTP
import Synchronization
import Threads

/// What other threads tell the loop: answers, pieces of streams, and that it is time to stop.
final class Mailbox: Sendable {
    struct Answer: Sendable {
        let token: UInt64
        let response: HTTPResponse?
        let incident: String?
        var stream: HTTPStream?
    }

    enum Letter: Sendable {
        case answer(Answer)
        /// More of a stream; nil is its end.
        case piece(token: UInt64, [UInt8]?)
    }

    // Not `Mutex`: the thread sanitiser does not see through it.
    private let letters = Monitor<[Letter]>([])
    private let isStopping = Atomic(false)
    let bell: Int32

    init() throws(HTTPServerError) {
        bell = system_bell()
        guard bell >= 0 else { throw HTTPServerError(doing: "make an event descriptor", code: bell) }
    }

    func post(_ answer: Answer) {
        post(.answer(answer))
    }

    /// Rings only for the first of several letters: one bell empties the box.
    func post(_ letter: Letter) {
        let isFirst = letters.locked { letters in
            letters.append(letter)
            return letters.count == 1
        }
        if isFirst { system_bell_ring(bell) }
    }

    func takeAll() -> [Letter] {
        letters.locked { letters in
            let all = letters
            letters = []
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
