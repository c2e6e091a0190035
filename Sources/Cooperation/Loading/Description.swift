extension Tables {
    /// The format of a network's folder, column by column, in Markdown.
    public static var description: String {
        all.map(\.description).joined(separator: "\n")
    }
}

extension Table {
    var description: String {
        """
        ### \(name).csv

        \(summary)

        | column | needed | what stands there | meaning |
        |---|---|---|---|
        | `ref` | yes | a code of letters, digits, full stops and hyphens that no other row has | The row's permanent name. |

        """ + columns.map(\.line).joined()
    }
}

extension Column {
    fileprivate var line: String {
        "| `\(name)` | \(isRequired ? "yes" : "") | \(expectation)\(isText ? "; can be translated" : "") | \(note) |\n"
    }
}
