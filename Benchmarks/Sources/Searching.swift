import Basics
import Cooperation
import House
import HouseTesting
import Store

/// Times searches in a house with many documents: a published mix, each part a hundred times, without a socket.
///
/// The words are invented and as uneven as those of a language: the word of rank n comes once where the first comes
/// n times (Zipf). Every run invents the same.
enum Searching {
    static func run(_ options: Options) throws {
        let house = try House.open(Configuration(dataFolder: options.data), rooms: Serving.rooms)
        defer { house.store.close() }
        _ = try Loader.load(folder: "\(TestHouse.package)/\(Invention.network)", into: house.store)
        try fill(house.store, to: options.documents)
        let reader = try house.store.reader()
        let documents: Int = try reader.value("select count(*) from search_documents") ?? 0
        Bench.say("\(documents) documents; milliseconds for a page of 20 with snippets and choices")
        var all: [Time] = []
        for part in try mix(reader) {
            var times: [Time] = []
            var newest = 0
            for query in part.queries {
                let (began, worked) = (ContinuousClock.now, Rendering.processorTime())
                let finding = try Findings.find(query.text, filters: query.filters, in: reader, for: .english)
                times.append(
                    Time(
                        passed: (ContinuousClock.now - began) / .milliseconds(1),
                        worked: (Rendering.processorTime() - worked) / 1000))
                newest += finding.isRanked ? 0 : 1
            }
            all += times
            Bench.say("\(line(part.name, times))  \(newest) of \(times.count) by day")
        }
        Bench.say(line("all", all))
    }

    // MARK: The documents

    private static func fill(_ store: Store, to count: Int) throws {
        let there: Int = try store.read { try $0.value("select count(*) from search_documents") } ?? 0
        guard there < count else { return }
        let began = ContinuousClock.now
        try store.write { transaction in
            let base: Int = try transaction.value("select max(number) from activities") ?? 0
            let states: [Key<AnyRecord>] = try transaction.values("select id from states order by number")
            let codes: [String] = try transaction.values("select ref from states order by number")
            let projects: [Key<AnyRecord>] = try transaction.values("select id from projects order by number")
            var chance = Chance(seed: 1)
            for i in 1...(count - there) {
                let id = Key<AnyRecord>(rawValue: UInt128(i) << 64)
                let day = Day(number: Int32(10_000 + i * 7_600 / count))
                try transaction.run(
                    """
                    insert into activities (id, number, ref, language, begins, ends, title, kind, role, place, country,
                        state, summary, project_id)
                    values (\(id), \(base + i), \("found-\(i)"), 'en', \(day), \(day), \(Vocabulary.text(6, &chance)),
                        'workshop', 'organiser', 'Here', \(codes[i % codes.count]), 'done', \(Vocabulary.text(30, &chance)),
                        \(projects[i % projects.count]))
                    """)
                try transaction.run(
                    """
                    insert into links (record, field, target, position)
                    values (\(id), 'states', \(states[i / 7 % states.count]), 1)
                    """)
            }
            try SearchIndex.renew(in: transaction)
            transaction.note(
                Change(
                    by: "benchmark", "activities.invented", table: "activities",
                    record: Key<AnyRecord>.fresh(at: transaction.moment)))
        }
        Bench.say("made in \((ContinuousClock.now - began) / .seconds(1)) s")
    }

    // MARK: The queries

    private struct Query {
        let text: String
        var filters = Findings.Filters()
    }

    private static func mix(_ store: Connection) throws -> [(name: String, queries: [Query])] {
        var chance = Chance(seed: 2)
        let titles: [String] = try store.values("select title from activities where ref like 'found-%' limit 5000")
        func word(_ ranks: ClosedRange<Int>) -> String { Vocabulary.word(chance.next(in: ranks)) }
        func hundred(_ make: () -> Query) -> [Query] { (0..<100).map { _ in make() } }
        return [
            ("rare word", hundred { Query(text: word(5000...15_000)) }),
            ("frequent word", hundred { Query(text: word(50...500)) }),
            ("word as texts have it", hundred { Query(text: Vocabulary.text(1, &chance)) }),
            ("two words", hundred { Query(text: "\(word(20...2000)) \(word(20...2000))") }),
            (
                "phrase",
                hundred {
                    let words = titles[chance.next(in: 0...(titles.count - 1))].split(separator: " ")
                    return Query(text: "\"\(words[1]) \(words[2])\"")
                }
            ),
            ("beginning of three letters", hundred { Query(text: String(word(100...5000).prefix(3))) }),
            ("most common word", hundred { Query(text: Vocabulary.word(1)) }),
            (
                "frequent word, state and year",
                hundred {
                    Query(
                        text: word(10...500),
                        filters: .init(
                            year: 1999 + chance.next(in: 0...15), state: chance.next(in: 0...1) == 0 ? "SE" : "LV"))
                }
            ),
            (
                "most common word, project",
                hundred { Query(text: Vocabulary.word(1), filters: .init(kind: .activity, project: "protect")) }
            ),
        ]
    }

    /// Milliseconds that passed, and those in which the processor worked: the same on a quiet machine.
    private struct Time {
        let passed: Double
        let worked: Double
    }

    private static func line(_ name: String, _ times: [Time]) -> String {
        let padding = String(repeating: " ", count: max(1, 32 - name.count))
        return "\(name)\(padding)\(figures(times.map(\.passed)))   worked \(figures(times.map(\.worked)))"
    }

    private static func figures(_ times: [Double]) -> String {
        let sorted = times.sorted()
        let at = { (part: Double) in Double(Int(sorted[Int(Double(sorted.count - 1) * part)] * 100)) / 100 }
        return "p50 \(at(0.5))  p99 \(at(0.99))  longest \(at(1))"
    }
}

/// Numbers that look like chance and are the same in every run (splitmix64).
struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    mutating func next(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }
}

/// Twenty thousand invented words, by rank.
enum Vocabulary {
    private static let words: [String] = {
        let syllables = [
            "ka", "lo", "mi", "ne", "ru", "sa", "te", "vo", "dri", "pel", "gan", "tor", "bis", "ful", "han", "wex",
        ]
        return (0..<20_000).map { number in
            // Multiplied by an odd number, so that neighbours in rank do not begin alike.
            var rest = (number &* 40_503) & 0xffff
            var word = ""
            repeat {
                word += syllables[rest & 15]
                rest >>= 4
            } while rest > 0
            return word + String(UnicodeScalar(UInt8(ascii: "b") + UInt8(number % 20)))
        }
    }()

    /// Cumulated shares: the word of rank n has a share of 1/n.
    private static let shares: [Double] = {
        var sum = 0.0
        return (1...20_000).map { rank in
            sum += 1 / Double(rank)
            return sum
        }
    }()

    static func word(_ rank: Int) -> String { words[rank - 1] }

    static func text(_ count: Int, _ chance: inout Chance) -> String {
        (0..<count).map { _ in
            let point = Double(chance.next() >> 11) / Double(1 << 53) * (shares.last ?? 1)
            var low = 0
            var high = shares.count - 1
            while low < high {
                let middle = (low + high) / 2
                if shares[middle] < point { low = middle + 1 } else { high = middle }
            }
            return words[low]
        }.joined(separator: " ")
    }
}
