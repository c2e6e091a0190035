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

/// What the function `sees` answers by: whether words of a row are in the sight of whoever asks.
final class Eyes {
    private let seeEverything: Bool
    var sight = Sight.everybody

    init(seeEverything: Bool) {
        self.seeEverything = seeEverything
    }

    /// Makes the function known to a connection, which lives no longer than this; SQLite's result code.
    func open(on database: OpaquePointer) -> Int32 {
        unsafe sqlite3_create_function_v2(
            database, "sees", 1, SQLITE_UTF8 | SQLITE_INNOCUOUS, Unmanaged.passUnretained(self).toOpaque(), Eyes.answer,
            nil, nil, nil)
    }

    private static let answer: @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void = {
        call, _, values in
        guard let call = unsafe call, let context = unsafe sqlite3_user_data(call) else { return }
        let eyes = unsafe Unmanaged<Eyes>.fromOpaque(context).takeUnretainedValue()
        let words = unsafe values.flatMap { unsafe sqlite3_value_text($0.pointee) }.map { unsafe String(cString: $0) }
        unsafe sqlite3_result_int(call, eyes.seeEverything || words.map(eyes.sight.covers) ?? true ? 1 : 0)
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
