import Glibc

/// The command line of a Child Centre.
@main
enum ChildCentre {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            try Command.run(words)
        } catch let usage as Usage {
            Console.complain(usage.description)
            exit(64)
        } catch {
            Console.complain(Console.explanation(of: error))
            exit(1)
        }
    }
}
