import Identity
import Mail
public import Store

extension Tables {
    /// Every column that a house keeps sealed.
    public static let sealed: [SealedColumn] =
        all.flatMap { table in
            table.columns.filter(\.isSealed).map { SealedColumn(table.identifier, $0.identifier) }
        } + [Draft.sealed, Withdrawn.sealed, TimedCodesKept.sealed, QueuedMail.sealed]
}
