public import Basics
import Files
import Glibc

/// A document that is to become something else.
public struct Conversion: Sendable {
    public let recipe: Recipe
    /// The document: HTML that needs nothing from outside.
    public let source: [UInt8]
    /// What lies beside it in the folder, by plain file names, such as a document with styles.
    public let companions: [String: [UInt8]]
    /// What the same recipe makes the same of: a digest of everything that goes in.
    public let digest: Digest

    public init(_ recipe: Recipe, of source: [UInt8], with companions: [String: [UInt8]] = [:]) {
        self.recipe = recipe
        self.source = source
        self.companions = companions.filter { !$0.key.isEmpty && !$0.key.hasPrefix(".") && !$0.key.contains("/") }
        let parts = [(Recipe.source, source)] + self.companions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let lines = parts.map { "\($0.0) \(Digest(of: $0.1))\n" }
        digest = Digest(of: "\(recipe.rawValue)\n\(lines.joined())")
    }

    /// The most bytes that a result may have: 64 MiB.
    public static let resultLimit = 64 << 20

    /// Lays the document into a new folder below another, lets `work` convert it there, and takes the result away.
    ///
    /// Whatever happens, both folders go, the outer one if it is empty. Throws what `work` throws, and what keeps a file from being written or read.
    public func carryOut(
        below folder: String, by work: (_ recipe: Recipe, _ folder: String) throws(ConverterFailure) -> Void
    ) throws(ConverterFailure) -> [UInt8] {
        let own = "\(folder)/\(Hexadecimal.text(of: Randomness.bytes(8)))"
        defer {
            Folders.remove(own)
            // The folder around it goes with the last one.
            unsafe rmdir(folder)
        }
        do throws(Files.Failure) {
            try Files.makeFolder(own)
            try Files.write(source, to: "\(own)/\(Recipe.source)")
            for (name, bytes) in companions { try Files.write(bytes, to: "\(own)/\(name)") }
        } catch {
            throw .disk(reason: error.description)
        }
        try work(recipe, own)
        let result = "\(own)/\(recipe.result)"
        guard Files.exists(result) else { throw .failed(recipe, code: 0) }
        do throws(Files.Failure) {
            return try Files.read(result, limit: Conversion.resultLimit)
        } catch {
            throw .disk(reason: error.description)
        }
    }
}
