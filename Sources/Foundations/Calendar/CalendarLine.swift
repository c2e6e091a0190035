/// One line of a calendar file (RFC 5545, 3.1): a name, parameters, a value.
struct CalendarLine {
    /// In capitals.
    let name: String
    /// The first value of each parameter, by its name in capitals, without quotation marks.
    let parameters: [String: String]
    let value: String
    let number: Int

    init(_ text: String, number: Int) throws(CalendarRefusal) {
        var rest = text.unicodeScalars[...]
        self.number = number
        guard let name = CalendarLine.name(&rest) else { throw CalendarRefusal(line: number, .malformedLine) }
        var parameters: [String: String] = [:]
        while rest.first == ";" {
            rest.removeFirst()
            guard let parameter = CalendarLine.name(&rest), rest.popFirst() == "=",
                let value = CalendarLine.parameterValue(&rest)
            else { throw CalendarRefusal(line: number, .malformedLine) }
            parameters[parameter] = parameters[parameter] ?? value
            while rest.first == "," {
                rest.removeFirst()
                guard CalendarLine.parameterValue(&rest) != nil else {
                    throw CalendarRefusal(line: number, .malformedLine)
                }
            }
        }
        guard rest.popFirst() == ":" else { throw CalendarRefusal(line: number, .malformedLine) }
        self.name = name
        self.parameters = parameters
        value = String(rest)
    }

    private static func name(_ rest: inout Substring.UnicodeScalarView) -> String? {
        let name = rest.prefix { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-": true
            default: false
            }
        }
        guard !name.isEmpty else { return nil }
        rest = rest[name.endIndex...]
        return String(name).uppercased()
    }

    /// Nil where quotation marks are not closed.
    private static func parameterValue(_ rest: inout Substring.UnicodeScalarView) -> String? {
        if rest.first == "\"" {
            rest.removeFirst()
            let value = rest.prefix { $0 != "\"" }
            rest = rest[value.endIndex...]
            return rest.popFirst() == nil ? nil : String(value)
        }
        let value = rest.prefix { $0 != ";" && $0 != ":" && $0 != "," && $0 != "\"" }
        rest = rest[value.endIndex...]
        return rest.first == "\"" ? nil : String(value)
    }

    /// The value with its escapes undone (3.3.11), without control characters and white space around it; nil where
    /// nothing is left.
    var text: String? {
        var text = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in value.unicodeScalars {
            if isEscaped {
                text.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar.value >= 0x20 && scalar.value != 0x7f || scalar == "\t" {
                text.append(scalar)
            }
        }
        if isEscaped { text.append("\\") }
        let whole = String(text)
        guard let last = whole.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(whole[...last].drop { $0.isWhitespace })
    }
}

/// The lines of a file, unfolded: a line that begins with white space goes on with the one before (3.1).
struct CalendarLines {
    private let bytes: [UInt8]
    private let longest: Int
    private var position: Int
    /// The number of the line that was read last, as an editor counts.
    private(set) var number = 0

    init(_ bytes: [UInt8], longest: Int) {
        self.bytes = bytes
        self.longest = longest
        position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    }

    /// The next line that is not empty; nil at the end.
    mutating func next() throws(CalendarRefusal) -> CalendarLine? {
        while position < bytes.count {
            var line: [UInt8] = []
            let first = number + 1
            repeat {
                let piece = physical()
                line += number == first ? piece : piece.dropFirst()
                guard line.count <= longest else { throw CalendarRefusal(line: first, .tooLong(limit: longest)) }
            } while position < bytes.count && (bytes[position] == 0x20 || bytes[position] == 0x09)
            if line.isEmpty { continue }
            // Some cut a letter in two when they fold, so bytes become text only now.
            guard let text = String(validating: line, as: UTF8.self), !line.contains(0) else {
                throw CalendarRefusal(line: first, .notText)
            }
            return try CalendarLine(text, number: first)
        }
        return nil
    }

    /// One line as it stands in the file, without its end: CR LF, or LF alone as many write it.
    private mutating func physical() -> ArraySlice<UInt8> {
        number += 1
        let end = bytes[position...].firstIndex(of: 0x0a) ?? bytes.count
        let line = bytes[position..<end]
        position = min(end + 1, bytes.count)
        return line.last == 0x0d ? line.dropLast() : line
    }
}
