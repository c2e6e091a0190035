import Assets
public import Converters
import Glibc
public import Store

/// The workshop of a house: where it works, what lies ready in it, and who does the work.
public enum Workshops {
    /// What the program brings along for every document that leaves the house.
    public static let materials = Workshop.Materials(
        style: Asset.named("report.css")?.bytes ?? [],
        companions: [
            .docx: Dictionary(
                uniqueKeysWithValues: [Recipe.reference, Recipe.filter].compactMap { name in
                    Asset.named(name).map { (name, $0.bytes) }
                })
        ])

    /// A workshop beside a database. Without a helper, converters are run by this very process.
    public static func make(for location: Store.Location, helper: HelperProcess? = nil) -> Workshop {
        let (folder, shelf) = folders(for: location)
        let converter = Converter()
        return Workshop(folder: folder, keeping: shelf, materials: materials) {
            recipe, own, seconds throws(ConverterFailure) in
            if let helper {
                try helper.convert(recipe, in: own, seconds: seconds)
            } else {
                try converter.run(recipe, in: own, seconds: seconds)
            }
        }
    }

    /// Where conversions take place, and where their results are kept: beside the database, if it stays.
    private static func folders(for location: Store.Location) -> (work: String, shelf: String?) {
        switch location {
        case .file(let path):
            let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            let folder = parts.isEmpty ? "." : parts.joined(separator: "/")
            return ("\(folder)/converting", "\(folder)/converted")
        case .temporary, .postgresql:
            let root = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
            return ("\(root)/childcentre-converting-\(getpid())", nil)
        }
    }
}
