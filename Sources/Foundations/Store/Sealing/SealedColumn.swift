import Basics
public import Sealing

/// A column whose values are kept sealed, each for its own row.
public struct SealedColumn: Hashable, Sendable {
    public let table: Identifier
    /// The column with the row's key.
    public let key: Identifier
    public let column: Identifier
    let holdsText: Bool
    /// Whether a value of an earlier program may stand open among the others; a change of keys seals it then.
    let mayBeOpen: Bool

    public init(
        _ table: Identifier, _ column: Identifier, key: Identifier = "id", holdsText: Bool = true,
        mayBeOpen: Bool = false
    ) {
        self.table = table
        self.column = column
        self.key = key
        self.holdsText = holdsText
        self.mayBeOpen = mayBeOpen
    }

    func place(of record: Key<AnyRecord>) -> SealedPlace {
        SealedPlace(table.name, column.name, of: record)
    }
}

extension Querying {
    /// Seals a text for its place; nothing stays nothing.
    public func sealed(_ text: String?, for place: SealedPlace) throws(StoreFailure) -> String? {
        guard let text else { return nil }
        do throws(SealingFault) {
            return try connection.keyring.seal(text, at: place)
        } catch {
            throw .sealing(error)
        }
    }

    /// Opens a text that was sealed for its place.
    public func opened(_ text: String?, at place: SealedPlace) throws(StoreFailure) -> String? {
        guard let text else { return nil }
        do throws(SealingFault) {
            return try connection.keyring.open(text, at: place)
        } catch {
            throw .sealing(error)
        }
    }

    /// Seals bytes for their place.
    public func sealed(_ bytes: [UInt8], for place: SealedPlace) throws(StoreFailure) -> [UInt8] {
        do throws(SealingFault) {
            return try connection.keyring.seal(bytes, at: place)
        } catch {
            throw .sealing(error)
        }
    }

    /// Opens bytes that were sealed for their place.
    public func opened(_ bytes: [UInt8], at place: SealedPlace) throws(StoreFailure) -> [UInt8] {
        do throws(SealingFault) {
            return try connection.keyring.open(bytes, at: place)
        } catch {
            throw .sealing(error)
        }
    }
}
