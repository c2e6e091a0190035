/// Why a document could not be converted; the description says so in plain English.
public enum ConverterFailure: Error, Hashable, Sendable {
    /// The converter is not installed.
    case missing(Recipe)
    /// It did not finish in time and was ended, with all that it had started.
    case tooSlow(Recipe, seconds: Int)
    /// It ended with that code, or made nothing; a code above 128 is a signal's number and 128.
    case failed(Recipe, code: Int)
    /// It could not be confined, and was not run.
    case unconfined(Recipe)
    /// The process that runs converters has gone; another takes its place.
    case helperGone
    /// The document or the result could not be written or read.
    case disk(reason: String)
}

extension ConverterFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let recipe): "\(recipe.converter) is not installed. The web page works without it."
        case .tooSlow(let recipe, let seconds):
            "\(recipe.converter) did not finish within \(seconds) seconds and was ended."
        case .failed(let recipe, let code):
            "\(recipe.converter) could not convert the document (it ended with \(code))."
        case .unconfined(let recipe): "\(recipe.converter) could not be kept from files and network, so it was not run."
        case .helperGone: "The process that runs the converters has ended; a new one is started."
        case .disk(let reason): "The document could not be laid out for its converter: \(reason)"
        }
    }
}
