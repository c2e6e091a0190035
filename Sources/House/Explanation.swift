import Store

/// What an error means, in plain English, for the operator's eyes.
public enum Explanation {
    public static func of(_ error: any Error) -> String {
        switch error {
        case let failure as StoreFailure: failure.explanation
        case let error as any CustomStringConvertible: error.description
        default: "\(error)"
        }
    }
}
