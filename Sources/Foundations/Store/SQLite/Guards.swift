import CSQLite

/// How many steps a query may still take.
final class Budget {
    static let interval: Int32 = 1000
    var left = 0

    static let count: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
        guard let context = unsafe context else { return 0 }
        let budget = unsafe Unmanaged<Budget>.fromOpaque(context).takeUnretainedValue()
        budget.left -= Int(interval)
        return budget.left < 0 ? 1 : 0
    }
}

/// Keeps transactions, pragmas and other files for the store itself.
final class Permission {
    var isOpen = true

    typealias Judge =
        @convention(c) (
            UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
            UnsafePointer<CChar>?
        ) -> Int32

    static let judge: Judge = { context, action, name, _, _, _ in
        switch action {
        // SQLite's own search index asks for it to see whether somebody else has written.
        case SQLITE_PRAGMA where unsafe isDataVersion(name): return SQLITE_OK
        case SQLITE_TRANSACTION, SQLITE_SAVEPOINT, SQLITE_PRAGMA, SQLITE_ATTACH, SQLITE_DETACH:
            guard let context = unsafe context else { return SQLITE_DENY }
            return unsafe Unmanaged<Permission>.fromOpaque(context).takeUnretainedValue().isOpen
                ? SQLITE_OK : SQLITE_DENY
        default:
            return SQLITE_OK
        }
    }

    private static func isDataVersion(_ name: UnsafePointer<CChar>?) -> Bool {
        guard let name = unsafe name else { return false }
        return unsafe String(cString: name) == "data_version"
    }
}
