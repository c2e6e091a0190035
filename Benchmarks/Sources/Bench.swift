import Glibc
import House
import Room

/// The program behind `make bench`: invents records, serves them, and measures what needs no socket.
@main
enum Bench {
    static let help = """
        childcentre-bench – what the benchmarks need of the house

          data --activities N --data DIR     make a house with the sample network (--network DIR: another) and N
                                             invented activities
          serve --data DIR [--port N]        serve a house, with the notebook, until stopped
          render --data DIR [ADDRESS…]       time each address in this process, without a socket
          search --documents N --data DIR    invent N documents where they are missing, and time a mix of searches
          notes --data DIR                   verify the journal and count the notes
          member --data DIR [--count N]      print the cookie and the form token of somebody who has signed in
          signin --data DIR                  time signing in by password and by passkey
          check --data DIR [ADDRESS…]        time what is asked about whoever asks, and pages as strangers and members see them
          show --data DIR ADDRESS            print what the house answers

        With --database-file FILE the house is on the server that the file names, with --keys DIR its keys are there; with --rooms own it has the product's
        rooms alone, without the notebook.
        """

    static func main() {
        do {
            var words = CommandLine.arguments.dropFirst()
            switch words.popFirst() {
            case "data": try Invention.run(Options(words))
            case "serve": try Serving.run(Options(words))
            case "render": try Rendering.run(Options(words))
            case "search": try Searching.run(Options(words))
            case "notes": try Serving.count(Options(words))
            case "signin": try SigningIn.run(Options(words))
            case "check": try Checking.run(Options(words))
            case "member": try Recording.member(Options(words))
            case "show": try Rendering.show(Options(words))
            default: say(help)
            }
        } catch {
            say(Explanation.of(error))
            exit(1)
        }
    }

    /// A line, at once, for whoever waits for it.
    static func say(_ text: String) {
        print(text)
        fflush(nil)
    }
}

/// Options with their values, and the words that belong to none.
struct Options {
    let data: String
    let port: UInt16
    let activities: Int
    let documents: Int
    let count: Int
    /// The house that is meant: in its folder, or on a server.
    let configuration: Configuration
    let network: String?
    let rooms: [Room]
    private(set) var words: [String] = []

    init(_ arguments: ArraySlice<String>) throws {
        var values: [String: String] = [:]
        var rest = arguments
        while let word = rest.popFirst() {
            if word.hasPrefix("--") { values[word] = rest.popFirst() } else { words.append(word) }
        }
        data = values["--data"] ?? "data"
        var configuration = Configuration(dataFolder: data)
        configuration.database = try values["--database-file"].map(ConnectionString.read)
        configuration.keys = values["--keys"]
        self.configuration = configuration
        count = values["--count"].flatMap(Int.init) ?? 1
        port = values["--port"].flatMap(UInt16.init) ?? 0
        activities = values["--activities"].flatMap(Int.init) ?? 1000
        network = values["--network"]
        rooms = values["--rooms"] == "own" ? House.ownRooms : Serving.rooms
        documents = values["--documents"].flatMap(Int.init) ?? 200_000
    }
}
