/// What the command line does with an annual report; each word stands in a file of its own.
enum ReportCommand {
    /// One line for each word, for the help.
    static let help = """
          report annual --presidency REF --output FILE [--format html|pdf|docx] [--language CODE] [--address URL]
                                          write the annual report of a presidency; its links lead to the house at URL
          report lint --presidency REF [--json] [--language CODE]   list what keeps a year's report from being published
        """

    static func run(_ arguments: inout Arguments) throws {
        switch try arguments.word("what to do with the report: annual or lint") {
        case "annual": try AnnualCommand.run(&arguments)
        case "lint": try ReportLint.run(&arguments)
        case let word: throw Usage(description: "There is no command “report \(word)”. Try: childcentre help")
        }
    }
}
