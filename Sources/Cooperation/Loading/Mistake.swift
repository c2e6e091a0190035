/// One thing that is wrong in a network's folder, with its place and what was expected there.
public struct Mistake: Error, Hashable, Sendable {
    /// The file, relative to the folder.
    public let file: String
    /// The line of the file on which the row begins, counted from 1; nil when the whole file is meant.
    public let line: Int?
    public let column: String?
    /// The value found, cut after 60 characters.
    public let value: String?
    public let expected: String

    public init(file: String, line: Int? = nil, column: String? = nil, value: String? = nil, expected: String) {
        self.file = file
        self.line = line
        self.column = column
        self.value = value.map { $0.count > 60 ? $0.prefix(60) + "…" : $0 }
        self.expected = expected
    }
}

extension Mistake: CustomStringConvertible {
    /// `activities.csv, row 12, column from: “2017-02-30” – expected a day such as 2018-04-19`
    public var description: String {
        let place = [file, line.map { "row \($0)" }, column.map { "column \($0)" }].compactMap(\.self)
        let found = value.map { "“\($0)” – " } ?? ""
        return "\(place.joined(separator: ", ")): \(found)expected \(expected)"
    }
}

/// All that is wrong in a folder, found in one go; nothing was stored.
public struct Mistakes: Error, Sendable, CustomStringConvertible {
    public let all: [Mistake]

    public var description: String {
        all.map(\.description).joined(separator: "\n")
    }
}
