import CCurl
import Threads

/// Carries mail over SMTP (RFC 5321), many over one line.
public final class SMTPCarrier: MailCarrier {
    private let server: MailServer
    private let line = Monitor<Line?>(nil)

    public init(_ server: MailServer) {
        self.server = server
    }

    public func carry(_ letter: Letter) -> Delivery {
        line.locked { line in
            if line == nil { line = Line(to: server) }
            guard let open = line else { return .unreachable("the line to the mail server could not be prepared") }
            let delivery = open.send(letter)
            // Whatever was wrong with the line is not taken along to the next mail.
            if case .unreachable = delivery { line = nil }
            return delivery
        }
    }

    /// Hangs up.
    public func rest() {
        line.locked { $0 = nil }
    }

    /// libcurl's own state; the thread that holds the lock around it is the one that uses it.
    @safe
    private final class Line {
        private let post: OpaquePointer

        private static let isReady = ccurl_prepare()

        init?(to server: MailServer) {
            guard Line.isReady,
                let post = unsafe ccurl_post_open(
                    server.address, server.security == .starttls, server.user, server.password, server.authorities)
            else { return nil }
            unsafe self.post = post
        }

        deinit {
            unsafe ccurl_post_close(post)
        }

        func send(_ letter: Letter) -> Delivery {
            let bytes = letter.bytes
            var verb = [CChar](repeating: 0, count: 5)
            var answer = [CChar](repeating: 0, count: 256)
            let code = unsafe ccurl_post_send(
                post, "<\(letter.from.address.text)>", "<\(letter.to.address.text)>", bytes, bytes.count, &verb,
                &answer, answer.count)
            return Line.delivery(code: Int(code), verb: text(verb), answer: text(answer))
        }

        private func text(_ letters: [CChar]) -> String {
            String(decoding: letters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }

        /// What the last code means depends on what the house said before it: only a word about the reader or the mail
        /// is one about this mail.
        static func delivery(code: Int, verb: String, answer: String) -> Delivery {
            if code == 0 { return .taken }
            let status = Int(answer.prefix(3)) ?? 0
            let said = String(HeaderText.clean(answer).prefix(200))
            let isAboutThis = verb == "RCPT" || verb == "DATA"
            switch (status, code) {
            case (421, _): return .unreachable(said)
            case (400..<500, sendFailed), (400..<500, strangeAnswer):
                return isAboutThis ? .postponed(said) : .unreachable(said)
            case (500..<600, sendFailed), (500..<600, strangeAnswer):
                return isAboutThis ? .refused(said) : .unreachable(said)
            default: return .unreachable(reasons[code] ?? "the mail server broke off (libcurl \(code))")
            }
        }

        private static let sendFailed = 55, strangeAnswer = 8

        private static let reasons = [
            6: "the mail server's name is not known", 7: "the mail server cannot be reached",
            9: "the mail server refuses to serve", 28: "the mail server did not answer in time",
            35: "no safe line to the mail server comes about", 52: "the mail server said nothing",
            56: "the mail server broke off", 60: "the mail server's certificate is not believed",
            64: "the mail server offers no safe line", 67: "the mail server does not accept the user and password",
            77: "the file of certificates cannot be read",
        ]
    }
}
