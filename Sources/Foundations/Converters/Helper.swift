import CSystem
import Glibc

/// The one process that runs converters: it opens no database and no socket, and does what it is told, one conversion
/// at a time, until nobody is left to tell it.
public enum Helper {
    /// Where its end of the line is.
    static let line: Int32 = 3

    /// What the helper's process does from its start to its end; returns when the program that started it has gone.
    public static func serve(with converter: Converter = Converter()) {
        guard system_become_helper() != 0 else { return }
        var bytes = [UInt8](repeating: 0, count: HelperMessage.limit)
        while system_is_asked_to_end() == 0 {
            let count = unsafe system_line_receive(line, &bytes, bytes.count, 500)
            if count == -Int(ETIMEDOUT) || count == -Int(EINTR) { continue }
            guard count > 0 else { return }
            let answer = carryOut(Array(bytes.prefix(count)), converter)
            guard unsafe system_line_send(line, answer, answer.count) == 0 else { return }
        }
    }

    private static func carryOut(_ bytes: [UInt8], _ converter: Converter) -> [UInt8] {
        guard let order = HelperMessage.Order(bytes) else {
            return HelperMessage.bytes(of: .disk(reason: "an order could not be read"))
        }
        do throws(ConverterFailure) {
            try converter.run(order.recipe, in: order.folder, seconds: order.seconds) {
                system_line_is_broken(line) != 0 || system_is_asked_to_end() != 0
            }
            return HelperMessage.bytes(of: nil)
        } catch {
            return HelperMessage.bytes(of: error)
        }
    }
}

/// What goes over the line, as short texts.
enum HelperMessage {
    /// Bytes of a message at most; a path has 4096.
    static let limit = 8192

    /// A conversion that is wanted: recipe, seconds and folder, a line each.
    struct Order {
        let recipe: Recipe
        let seconds: Int
        let folder: String

        init(recipe: Recipe, seconds: Int, folder: String) {
            self.recipe = recipe
            self.seconds = seconds
            self.folder = folder
        }

        init?(_ bytes: [UInt8]) {
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 2)
            guard lines.count == 3, let recipe = Recipe(rawValue: String(lines[0])), let seconds = Int(lines[1]),
                (1...3600).contains(seconds), lines[2].hasPrefix("/")
            else { return nil }
            self.init(recipe: recipe, seconds: seconds, folder: String(lines[2]))
        }

        var bytes: [UInt8] { Array("\(recipe.rawValue)\n\(seconds)\n\(folder)".utf8) }
    }

    /// How a conversion ended: a word, a recipe, a number or a reason; nil for a good end.
    static func bytes(of failure: ConverterFailure?) -> [UInt8] {
        let text =
            switch failure {
            case nil: "done"
            case .missing(let recipe): "missing\n\(recipe.rawValue)"
            case .tooSlow(let recipe, let seconds): "slow\n\(recipe.rawValue)\n\(seconds)"
            case .failed(let recipe, let code): "failed\n\(recipe.rawValue)\n\(code)"
            case .unconfined(let recipe): "unconfined\n\(recipe.rawValue)"
            case .helperGone: "gone"
            case .disk(let reason): "disk\n\(reason)"
            }
        return Array(text.utf8.prefix(limit))
    }

    /// Reads what `bytes(of:)` wrote; what cannot be read came from no helper of ours.
    static func result(of bytes: [UInt8]) -> Result<Void, ConverterFailure> {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        let recipe = lines.count > 1 ? Recipe(rawValue: lines[1]) : nil
        let number = lines.count > 2 ? Int(lines[2]) : nil
        switch (lines.first, recipe, number) {
        case ("done", _, _): return .success(())
        case ("missing", let recipe?, _): return .failure(.missing(recipe))
        case ("slow", let recipe?, let seconds?): return .failure(.tooSlow(recipe, seconds: seconds))
        case ("failed", let recipe?, let code?): return .failure(.failed(recipe, code: code))
        case ("unconfined", let recipe?, _): return .failure(.unconfined(recipe))
        case ("disk", _, _): return .failure(.disk(reason: lines.dropFirst().joined(separator: " ")))
        default: return .failure(.helperGone)
        }
    }
}
