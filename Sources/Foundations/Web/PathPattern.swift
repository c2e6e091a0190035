import Markup

/// The segments of an address, some of them holes: `/states/{state}/calendar.ics`.
struct PathPattern: Sendable, Hashable, CustomStringConvertible {
    enum Segment: Sendable, Hashable {
        case word(String)
        case hole(String)
    }

    let segments: [Segment]

    init(_ pattern: String) {
        segments = pattern.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? .hole(String(part.dropFirst().dropLast())) : .word(String(part))
        }
    }

    var holes: Int {
        segments.count { if case .hole = $0 { true } else { false } }
    }

    /// The same pattern with its holes nameless: two patterns of one shape answer the same addresses.
    var shape: [Segment] {
        segments.map { if case .hole = $0 { .hole("") } else { $0 } }
    }

    var description: String {
        "/"
            + segments.map { segment in
                switch segment {
                case .word(let word): word
                case .hole(let name): "{\(name)}"
                }
            }.joined(separator: "/")
    }

    func filled(with values: [String]) -> Link {
        var values = values.makeIterator()
        let path = segments.map { segment in
            switch segment {
            case .word(let word): "/" + word
            case .hole: "/" + Link.encoded(values.next() ?? "")
            }
        }.joined()
        return Link(path: path.isEmpty ? "/" : path) ?? Link("/")
    }

    /// What stands in the holes; nil for another address.
    func match(_ path: [String]) -> [String]? {
        guard path.count == segments.count else { return nil }
        var values: [String] = []
        for (segment, text) in zip(segments, path) {
            switch segment {
            case .word(let word): guard word == text else { return nil }
            case .hole: values.append(text)
            }
        }
        return values
    }
}
