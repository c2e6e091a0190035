import Basics
import EngineTesting
import Foundation
import HTTP
import House
import HouseTesting
import Testing

/// Every kind of page, by an address of the sample.
let kindsOfPages = [
    "/", "/about", "/activities", "/activities?state=SE&kind=workshop", "/activities?order=oldest", "/activities/1",
    "/calendar",
    "/calendar/2017-10", "/projects", "/projects/proguard", "/states", "/states/SE", "/strategy",
    "/strategy/priorities/P5",
    "/strategy/objectives/P5.1", "/meetings", "/meetings/2017-autumn", "/finances", "/conclusions",
    "/conclusions/oslo-2018", "/history",
    "/sources", "/law", "/goals", "/search", "/search?q=children", "/search?q=children+rights&kind=activity&state=SE",
    "/search?q=quokka",
]

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}

@Suite("The pages", .onEveryEngineWhenLong)
struct PagesTests {
    @Test("stand in every language, whole and well formed", arguments: Language.allCases)
    func languages(_ language: Language) throws {
        let test = try TestHouse.fresh(network: "Samples/baltic-2017-2018")
        let client = try test.client()
        for address in kindsOfPages {
            let page = client.get("/\(language.code)\(address == "/" ? "" : address)")
            #expect(page.status == .ok, "\(address)")
            #expect(page.fields[.contentLanguage] == language.code)
            #expect(page.text.contains("<html lang=\"\(language.code)\">"))
            #expect(page.text.matches(of: /<h1[ >]/).count == 1, "\(address)")
            #expect(page.text.hasSuffix("</html>\n"))
            #expect(!page.text.contains("{"), "an unfilled hole on \(address)")
            #expect(page.text.contains("class=\"draft\"") == (language != .english))
        }
        #expect(client.faults.isEmpty, "\(client.faults)")
    }

    @Test(
        "of another network say nothing of the sample, in either of its languages",
        arguments: [Language.german, .english])
    func other(_ language: Language) throws {
        let test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        let client = try test.client()
        for address in [
            "/", "/about", "/activities", "/calendar", "/projects", "/states", "/states/AR", "/strategy", "/meetings",
            "/finances", "/conclusions", "/history", "/sources", "/law", "/goals",
        ] {
            let page = client.get("/\(language.code)\(address == "/" ? "" : address)")
            #expect(page.status == .ok, "\(address)")
            for word in ["Baltic", "CBSS", "Riga", "Sweden", "Ostsee"] {
                #expect(!page.text.contains(word), "\(word) on \(address)")
            }
        }
        #expect(client.get("/sv").status == .notFound)
        #expect(client.get("/en").text.contains("hreflang=\"de\""))
        #expect(!client.get("/en").text.contains("hreflang=\"sv\""))
        #expect(client.get("/network.css").text.contains("--falu"))
        #expect(client.get("/states").text.contains("class=\"tiles\""))
    }

    @Test("of an empty house say so, and what to do")
    func empty() throws {
        let client = try TestHouse.fresh().client()
        #expect(client.get("/", language: .english).text.contains("childcentre load"))
        for address in kindsOfPages
        where !address.dropFirst().contains("/") && !address.contains("?") && address != "/" && address != "/search" {
            let page = client.get(address, language: .english)
            #expect(page.status == .ok, "\(address)")
            #expect(page.text.contains("class=\"empty\"") || address == "/about", "\(address)")
        }
        #expect(client.get("/calendar.ics").status == .notFound)
    }

    @Test("show hostile text as text, wherever it stands")
    func hostile() throws {
        let attack = #"<script>alert("1")</script>'"><img src=x onerror=alert(1)>"#
        let folder = FileManager.default.temporaryDirectory.path() + "/childcentre-hostile-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cell = "\"" + attack.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        try """
        ref,name,short_name,claim,lede,languages,time_zone
        network,\(cell),\(cell),\(cell),\(cell),en sv,UTC

        """.write(toFile: folder + "/network.csv", atomically: true, encoding: .utf8)
        try "ref,name,kind,note\nSE,\(cell),state,\(cell)\n".write(
            toFile: folder + "/states.csv", atomically: true, encoding: .utf8)
        try "ref,title,position,state,summary\np,\(cell),1,done,\(cell)\n".write(
            toFile: folder + "/projects.csv", atomically: true, encoding: .utf8)
        try """
        ref,from,to,title,kind,role,place,country,state,summary,project,states
        a,2018-04-18,2018-04-20,\(cell),workshop,organiser,\(cell),SE,done,\(cell),p,SE

        """.write(toFile: folder + "/activities.csv", atomically: true, encoding: .utf8)
        let client = try TestHouse.fresh(network: folder).client()
        for address in [
            "/", "/activities", "/activities/1", "/calendar/2018-04", "/states", "/states/SE", "/projects",
            "/projects/p", "/sv/activities",
        ] {
            let page = client.get(address)
            #expect(page.status == .ok, "\(address)")
            #expect(page.text.contains("&lt;script&gt;"), "\(address)")
            #expect(!page.text.lowercased().contains("<script"), "\(address)")
            #expect(!page.text.contains("<img"), "\(address)")
        }
        for address in ["/activities?state=%3Cscript%3E", "/%3Cscript%3E", "/states/%3Cscript%3Ealert(1)"] {
            let page = client.get(address)
            #expect(page.status == .notFound)
            #expect(!page.text.contains("<script"), "\(address)")
        }
    }

    @Test("choose the language by address, then cookie, then what the browser asks for")
    func negotiation() throws {
        let client = try TestHouse.fresh(network: "Samples/baltic-2017-2018").client()
        #expect(client.get("/").fields[.contentLanguage] == "en")
        #expect(client.get("/", language: .swedish).fields[.contentLanguage] == "sv")
        let cookie: HTTPFields = [.cookie: "language=lv"]
        #expect(client.get("/", language: .swedish, headers: cookie).fields[.contentLanguage] == "lv")
        let chosen = client.get("/fi/strategy", language: .swedish, headers: cookie)
        #expect(chosen.fields[.contentLanguage] == "fi")
        #expect(chosen.fields[.setCookie]?.hasPrefix("language=fi;") == true)
        #expect(client.get("/").fields[.setCookie] == nil)
        #expect(client.get("/activities/").fields[.location] == "/activities")
    }

    @Test(
        "tell what is not there without telling more",
        arguments: [
            "/nowhere", "/activities/99999", "/activities/x", "/states/XX", "/calendar/2017-13", "/calendar/x",
            "/xx/activities", "/assets/none.css",
        ])
    func missing(_ address: String) throws {
        let client = try TestHouse.fresh(network: "Samples/baltic-2017-2018").client()
        let page = client.get(address)
        #expect(page.status == .notFound)
        #expect(page.fields[.cacheControl] == "no-store")
    }

    @Test("name the fallback and mark a stale translation")
    func translations() throws {
        let client = try TestHouse.fresh(network: "Samples/baltic-2017-2018").client()
        #expect(client.get("/sv/strategy/objectives/P5.1").text.contains("class=\"stale\""))
        #expect(client.get("/fi/strategy/objectives/P5.1").text.contains("<abbr class=\"tongue\""))
        #expect(!client.get("/en/strategy/objectives/P5.1").text.contains("class=\"tongue\""))
    }
}
