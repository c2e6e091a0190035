import CSV
import Languages

extension CSVProblem {
    /// What is wrong with a table that somebody handed in, in their language.
    func text(_ say: Tongue) -> String {
        let line = say.number(line ?? 1)
        return switch self {
        case .tooLarge(_, let limit): say("This table is larger than {limit} bytes.", ["limit": say.number(limit)])
        case .notUTF8: say("Line {line} is no text that can be read (UTF-8).", ["line": line])
        case .controlCharacter:
            say("Line {line} has a character that no text has. Save the table again as plain text.", ["line": line])
        case .empty: say("This table is empty; its first line names the columns.")
        case .tooManyColumns(let limit):
            say("This table has more than {limit} columns.", ["limit": say.number(limit)])
        case .tooManyRows(let limit): say("This table has more than {limit} rows.", ["limit": say.number(limit)])
        case .cellTooLong(_, let limit):
            say("Line {line}: a cell is longer than {limit} bytes.", ["line": line, "limit": say.number(limit)])
        case .unclosedQuote: say("Line {line}: a quotation mark opens and never closes.", ["line": line])
        case .strayQuote:
            say("Line {line}: a quotation mark stands inside a cell that does not begin with one.", ["line": line])
        case .ragged(_, let expected, let found):
            say(
                "Line {line} has {found} cells; the first line names {expected}.",
                ["line": line, "found": say.number(found), "expected": say.number(expected)])
        }
    }
}
