/// One run of bytes from a client, and what a strict server makes of it.
struct FramingCase: Sendable, CustomStringConvertible {
    enum Ending: Sendable {
        /// The connection takes another request.
        case open
        /// The server ends the connection after the last answer.
        case closed
        /// More bytes are needed; nothing is answered to the rest.
        case waiting
    }

    let name: String
    let bytes: [UInt8]
    /// The statuses of the answers, in order.
    let statuses: [Int]
    let ending: Ending
    /// What the echoing application says in its answers with 200; nil when it does not matter.
    let echoes: [String]?

    /// The text stands for Latin-1: each scalar is one byte.
    init(_ name: String, _ text: String, _ statuses: [Int], _ ending: Ending, echoes: [String]? = nil) {
        self.name = name
        bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        self.statuses = statuses
        self.ending = ending
        self.echoes = echoes
    }

    /// The largest body the echoing application takes.
    static let bodyLimit = 1000

    var description: String { name }

    static let all =
        fine + hosts + requestLines + targets + fieldLines + lengths + codings + lengthsWithCodings + chunks
        + pipelines + sizes
}

private let get = "GET / HTTP/1.1\r\nHost: a\r\n"
private let post = "POST / HTTP/1.1\r\nHost: a\r\n"

/// A refused case: one answer, then the end.
private func refused(_ name: String, _ text: String, _ status: Int = 400) -> FramingCase {
    FramingCase(name, text, [status], .closed)
}

private func accepted(_ name: String, _ text: String, _ echo: String? = nil) -> FramingCase {
    FramingCase(name, text, [200], .open, echoes: echo.map { [$0] })
}

extension FramingCase {
    static let fine = [
        accepted("the least request", "\(get)\r\n", "GET / a "),
        accepted("an empty line before a request", "\r\n\(get)\r\n", "GET / a "),
        accepted("a length", "\(post)Content-Length: 5\r\n\r\nhello", "POST / a hello"),
        accepted("a length of nothing", "\(post)Content-Length: 0\r\n\r\n", "POST / a "),
        accepted("a length with leading zeros", "\(post)Content-Length: 0005\r\n\r\nhello", "POST / a hello"),
        accepted("a length on GET", "\(get)Content-Length: 3\r\n\r\nabc", "GET / a abc"),
        accepted("chunks", "\(post)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "POST / a hello"),
        accepted("no body announced on POST", "\(post)\r\n", "POST / a "),
        accepted("a query", "GET /x?y=1&z HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x?y=1&z a "),
        accepted("a second question mark", "GET /?a?b HTTP/1.1\r\nHost: a\r\n\r\n", "GET /?a?b a "),
        accepted("an empty query", "GET /? HTTP/1.1\r\nHost: a\r\n\r\n", "GET /? a "),
        accepted("a field without a value", "\(get)X:\r\n\r\n"),
        accepted("blanks around a value", "\(get)X: \t v \t \r\n\r\n"),
        accepted("no blank before a value", "GET / HTTP/1.1\r\nHost:a\r\n\r\n", "GET / a "),
        accepted("a name in capitals", "GET / HTTP/1.1\r\nHOST: a\r\n\r\n", "GET / a "),
        accepted("Latin-1 in a value", "\(get)X: caf\u{e9}\r\n\r\n"),
        accepted("PUT", "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", "PUT / a x"),
        accepted("PATCH", "PATCH / HTTP/1.1\r\nHost: a\r\n\r\n", "PATCH / a "),
        accepted("DELETE", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", "DELETE / a "),
        accepted("OPTIONS", "OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS / a "),
        accepted("connection: keep-alive", "\(get)Connection: keep-alive\r\n\r\n"),
        FramingCase("connection: close", "\(get)Connection: close\r\n\r\n", [200], .closed),
        FramingCase("Close in a list", "\(get)Connection: TE , Close\r\n\r\n", [200], .closed),
        accepted("closed is not close", "\(get)Connection: closed\r\n\r\n"),
        FramingCase("HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", [200], .closed, echoes: ["GET / a "]),
        FramingCase("HTTP/1.0 without a host", "GET / HTTP/1.0\r\n\r\n", [200], .closed, echoes: ["GET /  "]),
        FramingCase("HTTP/1.0 that asks to stay", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", [200], .closed),
        FramingCase("HTTP/1.0 with a length", "POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nok", [200], .closed),
        accepted("an expectation whose body is there", "\(post)Expect: 100-continue\r\nContent-Length: 2\r\n\r\nok"),
        refused("another expectation", "\(get)Expect: tea\r\n\r\n", 417),
        FramingCase("nothing", "", [], .waiting),
        FramingCase("half a method", "GE", [], .waiting),
        FramingCase("a head without its end", get, [], .waiting),
        FramingCase("a carriage return without its line feed", "\(get)\r", [], .waiting),
        FramingCase("half a body", "\(post)Content-Length: 5\r\n\r\nhel", [], .waiting),
        FramingCase("half a chunk", "\(post)Transfer-Encoding: chunked\r\n\r\n5\r\nhel", [], .waiting),
        FramingCase("chunks without an end", "\(post)Transfer-Encoding: chunked\r\n\r\n1\r\nh\r\n", [], .waiting),
        FramingCase("a last chunk without its line", "\(post)Transfer-Encoding: chunked\r\n\r\n0\r\n", [], .waiting),
    ]

    static let hosts = [
        refused("no host", "GET / HTTP/1.1\r\n\r\n"),
        refused("an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
        refused("a blank host", "GET / HTTP/1.1\r\nHost:   \r\n\r\n"),
        refused("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        refused("the same host twice", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        refused("two hosts in two cases", "GET / HTTP/1.1\r\nHost: a\r\nhOsT: a\r\n\r\n"),
        refused("two hosts on HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"),
        refused("hosts in a list", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
        refused("a host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
        refused("a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        refused("a host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
        refused("a host with a query", "GET / HTTP/1.1\r\nHost: a?b\r\n\r\n"),
        refused("a host with a quotation mark", "GET / HTTP/1.1\r\nHost: a\"b\r\n\r\n"),
        refused("a host with markup", "GET / HTTP/1.1\r\nHost: <a>\r\n\r\n"),
        refused("a host beyond ASCII", "GET / HTTP/1.1\r\nHost: caf\u{e9}\r\n\r\n"),
        refused("a host that is a percent sign", "GET / HTTP/1.1\r\nHost: a%00\r\n\r\n"),
        refused("a port without digits", "GET / HTTP/1.1\r\nHost: a:\r\n\r\n"),
        refused("a port with letters", "GET / HTTP/1.1\r\nHost: a:80x\r\n\r\n"),
        refused("a port beyond 65535", "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n"),
        refused("a port with a sign", "GET / HTTP/1.1\r\nHost: a:-1\r\n\r\n"),
        refused("two ports", "GET / HTTP/1.1\r\nHost: a:1:2\r\n\r\n"),
        refused("only a port", "GET / HTTP/1.1\r\nHost: :80\r\n\r\n"),
        refused("an open bracket", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
        refused("empty brackets", "GET / HTTP/1.1\r\nHost: []\r\n\r\n"),
        refused("letters in brackets", "GET / HTTP/1.1\r\nHost: [::g]\r\n\r\n"),
        refused("something behind brackets", "GET / HTTP/1.1\r\nHost: [::1]x\r\n\r\n"),
        refused("a host that is far too long", "GET / HTTP/1.1\r\nHost: \(String(repeating: "a", count: 300))\r\n\r\n"),
        refused("a host and a space before its colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
        accepted("a host with a port", "GET / HTTP/1.1\r\nHost: A.example:8080\r\n\r\n", "GET / a.example:8080 "),
        accepted("an IPv6 host", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET / [::1]:80 "),
        accepted("an IPv4 host", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "GET / 127.0.0.1 "),
        accepted("the other forwarded host does not matter", "\(get)X-Forwarded-Host: evil\r\n\r\n", "GET / a "),
    ]

    static let requestLines = [
        refused("no method", " / HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("only a method", "GET\r\nHost: a\r\n\r\n"),
        refused("no version", "GET /\r\nHost: a\r\n\r\n"),
        refused("HTTP/0.9", "GET /\r\n\r\n"),
        refused("an empty version", "GET / \r\nHost: a\r\n\r\n"),
        refused("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("an empty target", "GET  HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("two spaces before the target", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("two spaces before the version", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a space behind the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
        refused("tabs instead of spaces", "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a method with a colon", "GE:T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a method with NUL", "GE\0T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a byte order mark", "\u{ef}\u{bb}\u{bf}GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("two empty lines before a request", "\r\n\r\n\(get)\r\n"),
        refused("a carriage return before a request", "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a line feed before a request", "\n\(get)\r\n"),
        refused("a space before a request", " \(get)\r\n"),
        refused("a carriage return amid the line", "GET / HTTP/1.1\rHost: a\r\n\r\n"),
        refused("a bare line feed behind the line", "GET / HTTP/1.1\nHost: a\r\n\r\n"),
        refused("bare line feeds throughout", "GET / HTTP/1.1\nHost: a\n\n"),
        refused("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
        refused("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505),
        refused("HTTP/9.9", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505),
        refused("HTTP/0.9 by name", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505),
        refused("HTTP/1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n"),
        refused("HTTP/1", "GET / HTTP/1\r\nHost: a\r\n\r\n"),
        refused("HTTP/11", "GET / HTTP/11\r\nHost: a\r\n\r\n"),
        refused("HTTP/1,1", "GET / HTTP/1,1\r\nHost: a\r\n\r\n"),
        refused("HTTP/+1.1", "GET / HTTP/+1.1\r\nHost: a\r\n\r\n"),
        refused("HTTP/1.:", "GET / HTTP/1.:\r\nHost: a\r\n\r\n"),
        refused("http/1.1", "GET / http/1.1\r\nHost: a\r\n\r\n"),
        refused("HTTPS/1.1", "GET / HTTPS/1.1\r\nHost: a\r\n\r\n"),
        refused("ICY/1.1", "GET / ICY /1.1\r\nHost: a\r\n\r\n"),
        refused("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        refused("a TLS greeting", "\u{16}\u{03}\u{01}\u{02}\0\u{01}\0\u{01}\u{fc}\u{03}\u{03}"),
        refused("TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
        refused("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 405),
        refused("a method nobody knows", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        refused("a method in small letters", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        refused("a method with a beginning we know", "GETS / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
    ]

    static let targets = [
        accepted("absolute form", "GET http://a/x?y HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x?y a "),
        accepted("absolute form with https", "GET https://A/x HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x a "),
        accepted("absolute form in capitals", "GET HTTP://A/x HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x a "),
        accepted("absolute form without a path", "GET http://a HTTP/1.1\r\nHost: a\r\n\r\n", "GET / a "),
        accepted("absolute form with only a query", "GET http://a?y HTTP/1.1\r\nHost: a\r\n\r\n", "GET /?y a "),
        FramingCase(
            "absolute form on HTTP/1.0", "GET http://a/ HTTP/1.0\r\n\r\n", [200], .closed, echoes: ["GET / a "]),
        refused("absolute form of another host", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("absolute form of another port", "GET http://a:81/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("absolute form without a host field", "GET http://a/ HTTP/1.1\r\n\r\n"),
        refused("absolute form without a host", "GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("absolute form with a user", "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("absolute form cut short", "GET http:// HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("another scheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("authority form", "GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a path without a slash", "GET index HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("only a query", "GET ?x HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a fragment", "GET /#x HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a fragment in the query", "GET /?a#x HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("NUL in the target", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a control character in the target", "GET /\u{1} HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("DEL in the target", "GET /\u{7f} HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a tab in the target", "GET /\t HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a byte beyond ASCII in the target", "GET /\u{e9} HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a backslash in the path", "GET /..\\x HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("markup in the target", "GET /<b> HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a carriage return in the target", "GET /\rx HTTP/1.1\r\nHost: a\r\n\r\n"),
        accepted("two slashes", "GET //b/c HTTP/1.1\r\nHost: a\r\n\r\n", "GET //b/c a "),
        accepted("dots stay as they are", "GET /../%2e%2E/x HTTP/1.1\r\nHost: a\r\n\r\n", "GET /../%2e%2E/x a "),
        accepted("an address in the path", "GET /http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", "GET /http://b/ a "),
    ]

    static let fieldLines = [
        refused("a line without a colon", "\(get)Cookie\r\n\r\n"),
        refused("an empty name", "\(get): x\r\n\r\n"),
        refused("a space before the colon", "\(get)X : y\r\n\r\n"),
        refused("a tab before the colon", "\(get)X\t: y\r\n\r\n"),
        refused("a space in a name", "\(get)X Y: z\r\n\r\n"),
        refused("a folded line", "\(get)X: a\r\n b\r\n\r\n"),
        refused("a line folded with a tab", "\(get)X: a\r\n\tb\r\n\r\n"),
        refused("a folded first line", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
        refused("a line of one space", "\(get) \r\n\r\n"),
        refused("NUL in a name", "\(get)X\0: y\r\n\r\n"),
        refused("NUL in a value", "\(get)X: a\0b\r\n\r\n"),
        refused("a bell in a value", "\(get)X: a\u{7}b\r\n\r\n"),
        refused("ESC in a value", "\(get)X: a\u{1b}b\r\n\r\n"),
        refused("DEL in a value", "\(get)X: a\u{7f}b\r\n\r\n"),
        refused("a vertical tab in a value", "\(get)X: a\u{b}b\r\n\r\n"),
        refused("a carriage return in a value", "\(get)X: a\rb\r\n\r\n"),
        refused("a carriage return before the end", "\(get)X: a\r\r\n\r\n"),
        refused("a bare line feed in a value", "\(get)X: a\nY: b\r\n\r\n"),
        refused("a bare line feed at the end", "\(get)X: a\n\r\n"),
        refused("an empty line that is a bare line feed", "\(get)\n"),
        refused("a byte beyond ASCII in a name", "\(get)caf\u{e9}: y\r\n\r\n"),
        refused("brackets in a name", "\(get)X[0]: y\r\n\r\n"),
        refused("a quotation mark in a name", "\(get)\"X\": y\r\n\r\n"),
        refused("a slash in a name", "\(get)X/Y: y\r\n\r\n"),
        refused("markup in a name", "\(get)<X>: y\r\n\r\n"),
        accepted("every character of a token", "\(get)!#$%&'*+-.^_`|~09azAZ: y\r\n\r\n"),
        accepted("the same name twice", "\(get)X: 1\r\nX: 2\r\n\r\n"),
        accepted("a colon in a value", "\(get)X: a:b: c\r\n\r\n"),
    ]

    static let lengths = [
        refused("a length with a plus", "\(post)Content-Length: +5\r\n\r\nhello"),
        refused("a length with a minus", "\(post)Content-Length: -5\r\n\r\nhello"),
        refused("a length of minus nothing", "\(post)Content-Length: -0\r\n\r\n"),
        refused("a hexadecimal length", "\(post)Content-Length: 0x5\r\n\r\nhello"),
        refused("a length in hexadecimal digits", "\(post)Content-Length: a\r\n\r\n0123456789"),
        refused("a length with a point", "\(post)Content-Length: 5.0\r\n\r\nhello"),
        refused("a length with an exponent", "\(post)Content-Length: 1e1\r\n\r\n0123456789"),
        refused("a length with a space within", "\(post)Content-Length: 1 1\r\n\r\n01234567890"),
        refused("a length with a unit", "\(post)Content-Length: 5b\r\n\r\nhello"),
        refused("a length with an underscore", "\(post)Content-Length: 1_0\r\n\r\n0123456789"),
        refused("an empty length", "\(post)Content-Length:\r\n\r\n"),
        refused("a blank length", "\(post)Content-Length: \t\r\n\r\n"),
        refused("lengths in a list", "\(post)Content-Length: 5, 5\r\n\r\nhello"),
        refused("different lengths in a list", "\(post)Content-Length: 5, 6\r\n\r\nhello"),
        refused("a length with a comma", "\(post)Content-Length: 5,\r\n\r\nhello"),
        refused("the same length twice", "\(post)Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
        refused("two lengths", "\(post)Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
        refused("two lengths, the second empty", "\(post)Content-Length: 5\r\ncontent-length: 0\r\n\r\nhello"),
        refused("a length with a space before the colon", "\(post)Content-Length : 5\r\n\r\nhello"),
        refused("a folded length", "\(post)Content-Length:\r\n 5\r\n\r\nhello"),
        refused("a length with NUL", "\(post)Content-Length: 5\0\r\n\r\nhello"),
        refused("a length in quotation marks", "\(post)Content-Length: \"5\"\r\n\r\nhello"),
        refused("a length in other digits", "\(post)Content-Length: \u{b2}\r\n\r\nhe"),
        refused("a length beyond 64 bits", "\(post)Content-Length: 18446744073709551617\r\n\r\nx", 413),
        refused("a length as large as it gets", "\(post)Content-Length: 999999999999999999\r\n\r\nx", 413),
        refused("a length just over the limit", "\(post)Content-Length: 1001\r\n\r\nx", 413),
        accepted("a name that only resembles it", "\(post)Content_Length: 5\r\n\r\n", "POST / a "),
    ]

    static let codings =
        [
            "xchunked", "chunkedx", "x chunked", "identity", "gzip", "deflate", "gzip, chunked", "chunked, gzip",
            "chunked, identity", "identity, chunked", "chunked, chunked", "chunked,", ",chunked", "\"chunked\"",
            "chunked;q=1", "chunk", "", "cow", "chunked\0", "\u{b}chunked", "chunked\u{c}", "chunked\u{a0}",
            "chun\u{212a}ed",
            "[chunked]", "chunked\\r\\n",
        ].map { coding in
            let name = "the coding \(coding.debugDescription)"
            return refused(name, "\(post)Transfer-Encoding: \(coding)\r\n\r\n0\r\n\r\n")
        } + [
            refused("two codings", "\(post)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            refused(
                "chunked, then identity",
                "\(post)Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
            refused(
                "identity, then chunked",
                "\(post)Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            refused("a coding with a space before the colon", "\(post)Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
            refused("a folded coding", "\(post)Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
            refused("a coding behind a folded line", "\(post)X: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            refused("a coding behind a bare line feed", "\(post)X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            refused("a coding behind a carriage return", "\(post)X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            refused(
                "a coding on HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            accepted("a coding in capitals", "\(post)Transfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n", "POST / a "),
            accepted("a coding behind a tab", "\(post)Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n", "POST / a "),
            accepted("chunks on GET", "\(get)Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n", "GET / a x"),
            accepted("a name that only resembles it", "\(post)Transfer_Encoding: chunked\r\n\r\n", "POST / a "),
        ]

    static let lengthsWithCodings = [
        refused("length, then coding", "\(post)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        refused("coding, then length", "\(post)Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        refused(
            "length of nothing and coding", "\(post)Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        refused("length and an unknown coding", "\(post)Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n\r\nhello"),
        refused("length and identity", "\(post)Content-Length: 5\r\nTransfer-Encoding: identity\r\n\r\nhello"),
        refused("length and a broken coding", "\(post)Content-Length: 5\r\nTransfer-Encoding : chunked\r\n\r\nhello"),
        refused("length and coding on GET", "\(get)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        refused(
            "the classic second request",
            "\(post)Content-Length: 30\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + "GET /secret HTTP/1.1\r\nHost: a\r\n\r\n"
        ),
    ]

    private static func chunked(_ body: String) -> String {
        "\(post)Transfer-Encoding: chunked\r\n\r\n\(body)"
    }

    static let chunks = [
        accepted("two chunks", chunked("2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"), "POST / a abcde"),
        accepted("a size in capitals", chunked("A\r\n0123456789\r\n0\r\n\r\n"), "POST / a 0123456789"),
        accepted("a size in small letters", chunked("a\r\n0123456789\r\n0\r\n\r\n"), "POST / a 0123456789"),
        accepted("a size with leading zeros", chunked("0001\r\nx\r\n000\r\n\r\n"), "POST / a x"),
        accepted("line ends within a chunk", chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n"), "POST / a \r\n\r\n"),
        accepted("an extension", chunked("1;a=b;c=\"d\"\r\nx\r\n0;e\r\n\r\n"), "POST / a x"),
        accepted("an extension of 256 bytes", chunked("1;\(String(repeating: "a", count: 256))\r\nx\r\n0\r\n\r\n")),
        refused("an extension of 257 bytes", chunked("1;\(String(repeating: "a", count: 257))\r\nx\r\n0\r\n\r\n"), 413),
        refused(
            "extensions of 5000 bytes together",
            chunked(String(repeating: "1;\(String(repeating: "a", count: 250))\r\nx\r\n", count: 20) + "0\r\n\r\n"), 413
        ),
        refused("NUL in an extension", chunked("1;\0\r\nx\r\n0\r\n\r\n")),
        refused("a bare line feed in an extension", chunked("1;a\nx\r\n0\r\n\r\n")),
        refused("a carriage return in an extension", chunked("1;a\rb\r\nx\r\n0\r\n\r\n")),
        accepted("a trailer", chunked("1\r\nx\r\n0\r\nX: y\r\nZ:\r\n\r\n"), "POST / a x"),
        accepted("a trailer with a length is forgotten", chunked("0\r\nContent-Length: 5\r\n\r\n"), "POST / a "),
        refused("a trailer without a colon", chunked("0\r\nX\r\n\r\n")),
        refused("a trailer with an empty name", chunked("0\r\n: x\r\n\r\n")),
        refused("a trailer with a space before the colon", chunked("0\r\nX : y\r\n\r\n")),
        refused("a folded trailer", chunked("0\r\nX: y\r\n z\r\n\r\n")),
        refused("NUL in a trailer", chunked("0\r\nX: \0\r\n\r\n")),
        refused("a bare line feed in a trailer", chunked("0\r\nX: y\n\r\n")),
        refused("a trailer of 5000 bytes", chunked("0\r\nX: \(String(repeating: "y", count: 5000))\r\n\r\n"), 431),
        refused("a size with a plus", chunked("+1\r\nx\r\n0\r\n\r\n")),
        refused("a size with a minus", chunked("-1\r\nx\r\n0\r\n\r\n")),
        refused("a size with 0x", chunked("0x1\r\nx\r\n0\r\n\r\n")),
        refused("a size with a space before", chunked(" 1\r\nx\r\n0\r\n\r\n")),
        refused("a size with a space behind", chunked("1 \r\nx\r\n0\r\n\r\n")),
        refused("a size with a tab behind", chunked("1\t\r\nx\r\n0\r\n\r\n")),
        refused("a size with a space before the extension", chunked("1 ;a\r\nx\r\n0\r\n\r\n")),
        refused("a size with an underscore", chunked("1_\r\nx\r\n0\r\n\r\n")),
        refused("a size with another letter", chunked("g\r\nx\r\n0\r\n\r\n")),
        refused("a size in quotation marks", chunked("\"1\"\r\nx\r\n0\r\n\r\n")),
        refused("an empty size", chunked("\r\nx\r\n0\r\n\r\n")),
        refused("an extension without a size", chunked(";a\r\nx\r\n0\r\n\r\n")),
        refused("a size of 13 digits", chunked("0000000000001\r\nx\r\n0\r\n\r\n")),
        refused("a size beyond 64 bits", chunked("10000000000000001\r\nx\r\n0\r\n\r\n"), 413),
        refused("the largest size of 64 bits", chunked("ffffffffffffffff\r\nx\r\n0\r\n\r\n"), 413),
        refused("a size of minus one in 32 bits", chunked("ffffffff\r\nx\r\n0\r\n\r\n"), 413),
        refused("a bare line feed behind the size", chunked("1\nx\r\n0\r\n\r\n")),
        refused("a carriage return behind the size", chunked("1\rx\r\n0\r\n\r\n")),
        refused("two carriage returns behind the size", chunked("1\r\r\nx\r\n0\r\n\r\n")),
        refused("no line end behind a chunk", chunked("1\r\nx0\r\n\r\n")),
        refused("a bare line feed behind a chunk", chunked("1\r\nx\n0\r\n\r\n")),
        refused("a carriage return behind a chunk", chunked("1\r\nx\r0\r\n\r\n")),
        refused("a chunk longer than its size", chunked("1\r\nxy\r\n0\r\n\r\n")),
        refused("a bare line feed at the end", chunked("0\r\n\n")),
        refused("a bare line feed behind the last size", chunked("0\n\r\n")),
        refused("a carriage return at the end", chunked("0\r\n\rx")),
        refused("the body is no chunk", chunked("hello")),
        refused("a chunk over the limit", chunked("3e9\r\n"), 413),
        refused(
            "chunks over the limit together", chunked("3e8\r\n\(String(repeating: "x", count: 1000))\r\n1\r\n"), 413),
        accepted("chunks up to the limit", chunked("3e8\r\n\(String(repeating: "x", count: 1000))\r\n0\r\n\r\n")),
    ]

    static let pipelines = [
        FramingCase(
            "three requests",
            "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3 HTTP/1.1\r\nHost: a\r\n\r\n",
            [200, 200, 200], .open, echoes: ["GET /1 a ", "GET /2 a ", "GET /3 a "]),
        FramingCase(
            "bodies of both kinds",
            "\(post)Content-Length: 2\r\n\r\nab\(post)Transfer-Encoding: chunked\r\n\r\n1\r\nc\r\n0\r\n\r\n\(get)\r\n",
            [200, 200, 200], .open, echoes: ["POST / a ab", "POST / a c", "GET / a "]),
        FramingCase(
            "an empty line between requests", "\(get)\r\n\r\n\(get)\r\n", [200, 200], .open,
            echoes: ["GET / a ", "GET / a "]),
        FramingCase(
            "a request in a body stays a body", "\(post)Content-Length: 31\r\n\r\nGET /secret HTTP/1.1\r\nHost: a\r\n",
            [200], .open, echoes: ["POST / a GET /secret HTTP/1.1\r\nHost: a\r\n"]),
        FramingCase(
            "a request in a chunk stays a body", chunked("12\r\nGET / HTTP/1.1\r\n\r\n\r\n0\r\n\r\n"), [200], .open,
            echoes: ["POST / a GET / HTTP/1.1\r\n\r\n"]),
        FramingCase("a request behind a refused one", "\(post)Content-Length: x\r\n\r\n\(get)\r\n", [400], .closed),
        FramingCase("a refused one behind a request", "\(get)\r\nGET\r\n\r\n\(get)\r\n", [200, 400], .closed),
        FramingCase("a request behind a closing one", "\(get)Connection: close\r\n\r\n\(get)\r\n", [200], .closed),
        FramingCase("a request behind HTTP/1.0", "GET / HTTP/1.0\r\n\r\n\(get)\r\n", [200], .closed),
        FramingCase(
            "a body longer than its length", "\(post)Content-Length: 2\r\n\r\nabc d\r\n\r\n", [200, 400], .closed),
        FramingCase("rubbish behind the last chunk", chunked("0\r\n\r\n\0"), [200, 400], .closed),
        FramingCase("bytes behind GET are a request", "\(get)\r\nx=1\r\n\r\n", [200, 400], .closed),
        FramingCase("a request and half of another", "\(get)\r\nGET / HT", [200], .waiting),
        FramingCase(
            "fifty requests", String(repeating: "\(get)\r\n", count: 50), Array(repeating: 200, count: 50), .open),
        FramingCase("a refused chunk behind a request", "\(get)\r\n" + chunked("z\r\n"), [200, 400], .closed),
        FramingCase(
            "too large behind a request", "\(get)\r\n\(post)Content-Length: 1001\r\n\r\n", [200, 413], .closed),
    ]

    static let sizes = [
        accepted("a target of 8 KiB", "GET /\(String(repeating: "a", count: 8191)) HTTP/1.1\r\nHost: a\r\n\r\n"),
        refused("a target over 8 KiB", "GET /\(String(repeating: "a", count: 8192)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        refused("a target without an end", "GET /\(String(repeating: "a", count: 9000))", 414),
        refused("a method without an end", String(repeating: "A", count: 9000), 414),
        accepted("100 fields", get + String(repeating: "X: y\r\n", count: 99) + "\r\n"),
        refused("101 fields", get + String(repeating: "X: y\r\n", count: 100) + "\r\n", 431),
        accepted("a block of almost 32 KiB", "\(get)X: \(String(repeating: "y", count: 32_000))\r\n\r\n"),
        refused("a block over 32 KiB", "\(get)X: \(String(repeating: "y", count: 33_000))\r\n\r\n", 431),
        refused("a block without an end", "\(get)X: \(String(repeating: "y", count: 40_000))", 431),
        refused("a name without an end", get + String(repeating: "y", count: 40_000), 431),
        refused("many empty fields", get + String(repeating: "X:\r\n", count: 9000), 431),
        accepted("a body of 1000 bytes", "\(post)Content-Length: 1000\r\n\r\n\(String(repeating: "x", count: 1000))"),
    ]
}
