import Markup

/// The segments of an address, some of them holes: `/states/{state}/calendar.ics`.
struct PathPattern: Sendable, Hashable, CustomStringConvertible {
    enum Segment: Sendable, Hashable {
        case word(String)
        case hole(String)
    }

    let segments: [Segment]
    /// The address, where there is nothing to fill in.
    private let plain: Link?
    /// What stands before, between and behind the holes.
    private let pieces: [[UInt8]]

    init(_ pattern: String) {
        segments = pattern.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? .hole(String(part.dropFirst().dropLast())) : .word(String(part))
        }
        var pieces: [[UInt8]] = [[]]
        for segment in segments {
            pieces[pieces.count - 1].append(UInt8(ascii: "/"))
            switch segment {
            case .word(let word): pieces[pieces.count - 1] += word.utf8
            case .hole: pieces.append([])
            }
        }
        self.pieces = pieces
        plain = pieces.count > 1 ? nil : Link(path: pattern)
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
        plain ?? Link(pieces: pieces, values: values)
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
