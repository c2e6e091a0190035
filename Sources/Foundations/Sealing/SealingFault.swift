/// Why something could not be sealed or opened.
public enum SealingFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no key at all.
    case noKey(folder: String)
    /// It was sealed with a key that is not here.
    case missing(key: String, folder: String)
    /// It is not sealed, or was altered, or was moved here from another place.
    case altered
    /// A key's file, or the folder, may be read by others than its owner.
    case open(path: String)
    /// What stands in a key's file is no key.
    case unfit(path: String)
    /// The folder cannot be read or written.
    case unreadable(reason: String)

    public var description: String {
        switch self {
        case .noKey(let folder): "There is no key in \(folder)."
        case .missing(let key, let folder):
            """
            The key \(key) is not in \(folder). What the house keeps sealed – contact data, drafts, the secrets of codes – \
            cannot be read without it. Put its file there; backups do not hold it.
            """
        case .altered: "A sealed value was altered, or stands where it was not sealed for."
        case .open(let path): "Others than its owner may read \(path). Close it first: chmod go-rwx \(path)"
        case .unfit(let path): "\(path) is no key of a house."
        case .unreadable(let reason): reason
        }
    }
}
