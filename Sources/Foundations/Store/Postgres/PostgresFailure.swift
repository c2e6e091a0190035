extension StoreFailure {
    /// What one of PostgreSQL's states means (its manual, appendix A). Of the message nothing is passed on that could hold
    /// a value of a record.
    init(
        state: String, message: String, table: String, column: String, constraint: String, statement: String
    ) {
        let place = [table, column, constraint].filter { !$0.isEmpty }.joined(separator: ".")
        switch state {
        case "23505", "23P01": self = .constraint(kind: .unique, detail: place)
        case "23503", "23001": self = .constraint(kind: .foreignKey, detail: place)
        case "23514": self = .constraint(kind: .check, detail: place)
        case "23502": self = .constraint(kind: .notNull, detail: place)
        case "42804", "22P02", "22003", "22021", "22007", "22008":
            self = .constraint(kind: .type, detail: place.isEmpty ? "a value of another type (\(state))" : place)
        case "P0001": self = .constraint(kind: .trigger, detail: message)
        case "25006": self = .readOnly
        case "53100", "53200", "54000": self = .full
        case "55P03", "40001", "40P01", "53300": self = .busy
        case "57014": self = .tooLong
        case "58030", "58P01": self = .lost(code: 0)
        case "XX001", "XX002": self = .corrupt
        case "08P01": self = .invalid(statement: statement, message: "the values are not as many as the placeholders")
        // A broken socket has no state at all.
        case "", "57P01", "57P02", "57P03", "57P05", "25P03": self = .unreachable(detail: message)
        case _ where state.hasPrefix("08"): self = .unreachable(detail: message)
        case _ where state.hasPrefix("42"): self = .invalid(statement: statement, message: message)
        default: self = .invalid(statement: statement, message: "PostgreSQL's state \(state)")
        }
    }
}
