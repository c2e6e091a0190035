import Basics
import Cooperation
import Store
import Testing

@Suite("The linter's reading of texts")
struct LintTextTests {
    /// The findings of a rule in a network with one presidency, 2017–2018, and one meeting, on 11 October 2017.
    private func found(
        _ rule: Finding.Rule, title: String = "A presidency", programme: String = "", language: Language = .english
    ) throws -> [Finding] {
        let folder = try Scratch()
        try folder.write(
            "ref,name,short_name,claim,lede,languages,time_zone,today\nnetwork,N,N,N,N,\(language.code),Etc/UTC,2018-08-01\n",
            to: "network.csv")
        try folder.write("ref,name,kind\nA,A,state\n", to: "states.csv")
        try folder.write("ref,name,kind\ng,G,members\n", to: "groups.csv")
        try folder.write(
            "ref,title,state,from,to\np,\"\(title)\",A,2017-07-01,2018-06-30\n", to: "presidencies.csv")
        try folder.write(
            "ref,from,to,title,kind,role,place,state\na,2017-10-11,2017-10-12,A,group-meeting,organiser,A,done\n",
            to: "activities.csv")
        try folder.write(
            "ref,activity,group,presidency,title,programme,messages_state\nm,a,g,p,M,\"\(programme)\",none\n",
            to: "meetings.csv")
        return try findings(in: folder.path, of: "p", language).filter { $0.rule == rule }
    }

    @Test(
        "finds a wrong month as each language bends it, and lets the right one stand",
        arguments: [
            (.danish, "Mødet i marts var kort.", "Mødet i oktober var kort."),
            (.german, "Die Märzsitzung war kurz.", "Die Oktobersitzung im Oktober war kurz."),
            (.english, "The March meeting was short.", "The October meeting was short; it may march on."),
            (.estonian, "Koosolek oli märtsis lühike.", "Koosolek oli oktoobris lühike."),
            (.finnish, "Kokous maaliskuussa oli lyhyt.", "Kokous lokakuussa oli lyhyt."),
            (.icelandic, "Fundurinn í mars var stuttur.", "Fundurinn í október var stuttur."),
            (.lithuanian, "Posėdis kovo mėnesį buvo trumpas.", "Posėdis spalį buvo trumpas."),
            (.latvian, "Sanāksme martā bija īsa.", "Sanāksme oktobrī bija īsa."),
            (.norwegian, "Møtet i mars var kort.", "Møtet i oktober var kort."),
            (.polish, "Posiedzenie w marcu było krótkie.", "Posiedzenie w październiku było krótkie."),
            (.russian, "Заседание в марте было коротким.", "Заседание в октябре было коротким."),
            (.swedish, "Marsmötet i mars var kort.", "Mötet i oktober var kort."),
        ] as [(Language, String, String)])
    func months(_ language: Language, _ wrong: String, _ right: String) throws {
        #expect(try found(.wrongMonth, programme: wrong, language: language).map(\.ref) == ["m"])
        #expect(try found(.wrongMonth, programme: right, language: language).isEmpty)
    }

    @Test(
        "takes no other date for a wrong month",
        arguments: [
            "The meeting recalled its decision of March 2016.", "A campaign starts in March.", "May the meeting help.",
            "The list holds from 1 March on. The meeting agreed.", "The meeting asked Mr Marcher to march.",
        ])
    func otherDates(_ programme: String) throws {
        #expect(try found(.wrongMonth, programme: programme).isEmpty)
    }

    @Test(
        "compares the years of a title with those of its days",
        arguments: [
            ("Chair 2016–2017", false), ("Chair 2016/17", false), ("Chair 2017–2018", true), ("Chair 2017/18", true),
            ("Chair 2017-2018", true), ("Chair 2018", true), ("Chair 2016", false), ("The 12th chair", true),
            ("Chair 2017–2019", false), ("Strategy 20170", true),
        ])
    func years(_ title: String, _ isRight: Bool) throws {
        #expect(try found(.coverPeriod, title: title).isEmpty == isRight)
    }

    @Test(
        "knows a text that only promises to be written",
        arguments: [
            ("(TBD)", true), ("tbc", true), ("To be decided.", true), ("[to be confirmed]", true), ("…", true),
            ("Messages (TBD) and more", true), ("Messages [tba]", true), ("To be decided by the states.", false),
            ("A list (see below)", false), ("TBDs are not allowed", false), ("Wait (", false), ("16.2", false),
        ])
    func placeholders(_ text: String, _ isOne: Bool) throws {
        #expect(try found(.placeholder, programme: text).isEmpty != isOne)
    }
}
