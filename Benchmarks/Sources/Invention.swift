import Basics
import Cooperation
import House
import HouseTesting
import Store

/// Invents activities over many years, each with a host, other states, an objective and goals.
enum Invention {
    static let network = "Samples/baltic-2017-2018"
    /// Every fortieth was postponed; the others took place before this day.
    private static let end = Day(number: 17_690)

    static func run(_ options: Options) throws {
        let house = try House.open(options.configuration, rooms: options.rooms)
        defer { house.store.close() }
        let folder = options.network ?? "\(TestHouse.package)/\(network)"
        _ = try Loader.load(folder: folder, into: house.store)
        let count = options.activities
        try house.store.write { transaction in
            let base: Int = try transaction.value("select max(number) from activities") ?? 0
            try transaction.run(activities(count, after: base, years: years(for: count)))
            for links in [states, objectives, targets] { try transaction.run(links + " where a.number > \(base)") }
            try ActivityTags.renew(in: transaction)
            transaction.note(
                Change(
                    by: "benchmark", "activities.invented", table: "activities",
                    record: Key<AnyRecord>.fresh(at: transaction.moment)))
        }
        let all: Int =
            try house.store.read { try $0.value("select count from activity_tag_counts where tag = 'all'") } ?? 0
        Bench.say("\(all) activities")
    }

    /// A thousand activities in five years, a million in sixty.
    private static func years(for count: Int) -> Int {
        count <= 1000 ? 5 : count <= 100_000 ? 20 : 60
    }

    /// Key, number and days grow together, so that every index is filled from its end.
    private static func activities(_ count: Int, after base: Int, years: Int) -> SQL {
        let span = years * 365
        let first = end.adding(days: -span)
        return """
            insert into activities (id, number, ref, language, begins, ends, title, kind, role, place, country, state,
                reason, summary, participants, participant_states, project_id, source)
            with recursive counting(i) as (select 1 union all select i + 1 from counting where i < \(count)),
            hosts(place, country) as (values \(places)),
            numbered(place, country, at) as (select place, country, row_number() over () - 1 from hosts),
            schemes(id, at) as (select id, row_number() over (order by number) - 1 from projects)
            select cast(printf('%016d', \(base) + i) as blob), \(base) + i, 'invented-' || i, 'en',
                \(first) + i * \(span) / \(count), \(first) + i * \(span) / \(count) + (i % 3 = 0) + (i % 7 = 0),
                json_extract(\(subjects), '$[' || (i % 8) || ']') || ' ' || json_extract(\(themes), '$[' || (i / 8 % 7) || ']'),
                case when i % 5 < 2 then 'expert-meeting' else json_extract(\(kinds), '$[' || (i / 3 % 6) || ']') end,
                'organiser', place, country, case i % 40 when 0 then 'postponed' else 'done' end,
                case i % 40 when 0 then 'The host had to cancel; a new day is being looked for.' end,
                \(summary), 12 + i % 60, 3 + i % 8, s.id, 'car-2018 list of events'
            from counting
            join numbered h on h.at = i % 11
            join schemes s on s.at = i % (select count(*) from projects)
            order by i
            """
    }

    private static let states: SQL = """
        insert into links (record, field, target, position)
        select a.id, 'states', s.id, s.number from activities a
          join states s on (s.number * 7 + a.number) % (select max(5, count(*) / 4) from states) = 0 or s.ref = 'SE' and a.number / 5 % 5 < 2
        """

    private static let objectives: SQL = """
        insert into links (record, field, target, position)
        select a.id, 'objectives', o.id, 1 from activities a
          join objectives o on (o.number + a.number) % (select count(*) from objectives) = 0
        """

    private static let targets: SQL = """
        insert into links (record, field, target, position)
        select a.id, 'sdg_targets', t.id, t.number from activities a
          join sdg_targets t on (t.number + a.number) % 7 = 0
        """

    private static let places: SQL = """
        ('Copenhagen', 'DK'), ('Tallinn', 'EE'), ('Helsinki', 'FI'), ('Berlin', 'DE'), ('Reykjavík', 'IS'), ('Riga', 'LV'),
        ('Vilnius', 'LT'), ('Oslo', 'NO'), ('Gdańsk', 'PL'), ('Saint Petersburg', 'RU'), ('Stockholm', 'SE')
        """
    private static let subjects = """
        ["Experts meet on", "Training days on", "Working party on", "Study visit about", "Round table on", "Seminar for judges on",
        "Young people advise on", "National authorities compare notes on"]
        """
    private static let themes = """
        ["interviews with children who were harmed", "guardians for children alone in a foreign country",
        "alternative care in families & small homes", "violence at home and how schools notice it", "children trafficked across borders",
        "the Barnahus model in small municipalities", "promises made & promises kept"]
        """
    private static let kinds = """
        ["workshop", "conference", "steering", "study-visit", "presentation", "webinar"]
        """
    private static let summary = """
        Invented for a measurement: the participants compared how their states do it, agreed on what to try at home, and will tell each other in a year what became of it.
        """
}
