public import Basics
import CAssets

/// The languages that are compiled in, each made once, when it is first spoken.
public enum Languages {
    /// How one language says things.
    public static func tongue(_ language: Language) -> Tongue {
        switch language {
        case .danish: danish
        case .german: german
        case .english: english
        case .estonian: estonian
        case .finnish: finnish
        case .icelandic: icelandic
        case .lithuanian: lithuanian
        case .latvian: latvian
        case .norwegian: norwegian
        case .polish: polish
        case .russian: russian
        case .swedish: swedish
        }
    }

    private static let danish = made(.danish)
    private static let german = made(.german)
    private static let english = made(.english)
    private static let estonian = made(.estonian)
    private static let finnish = made(.finnish)
    private static let icelandic = made(.icelandic)
    private static let lithuanian = made(.lithuanian)
    private static let latvian = made(.latvian)
    private static let norwegian = made(.norwegian)
    private static let polish = made(.polish)
    private static let russian = made(.russian)
    private static let swedish = made(.swedish)

    private static func made(_ language: Language) -> Tongue {
        Tongue(language, files: files(of: language).map(\.bytes))
    }

    /// The PO files of a language, in the order of the rooms' names.
    static func files(of language: Language) -> [(room: String, bytes: [UInt8])] {
        let folder = "Phrases/\(language.code)/"
        return (0..<casset_count()).compactMap { index in
            guard let file = unsafe casset_at(index) else { return nil }
            let name = unsafe String(cString: file.pointee.name)
            guard name.hasPrefix(folder) else { return nil }
            let bytes = unsafe Array(UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.size))
            return (String(name.dropFirst(folder.count)), bytes)
        }
    }
}
