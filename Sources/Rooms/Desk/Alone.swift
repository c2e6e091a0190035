import Cooperation
import Identity
import Markup
import Room
import Store
import Web

extension Outcome {
    /// The same write, which becomes a question to a second person where one alone may not do it.
    func alone(_ visitor: Visitor) -> Outcome {
        guard case .commit(let work) = self, let member = visitor.member else { return self }
        let function = visitor.function.flatMap(FunctionKind.init)
        return .commit { transaction in
            do {
                return try work(transaction)
            } catch let needed as ConsentNeeded {
                // It is thrown before anything is written.
                try needed.ask(by: member, as: function, in: transaction)
                return .elsewhere(Places.consents().with([("came", "asked")]))
            }
        }
    }
}
