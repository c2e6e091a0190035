import Basics
import Cooperation
import Languages
import Markup

/// What stands at the head of a report: whose it is, of which year, and how far it can be relied on.
struct Cover {
    let title: String
    let network: Network?
    let year: ReportYear
    let status: ReportDocument.Status
    let today: Day

    /// On a page of the house.
    func head(_ say: Tongue) -> HTML {
        """
        <h1>\(title)</h1>
        <p class="when">\(network?.name.plain(say)) · \(Dates.full(year.presidency.begins, year.presidency.ends, say)) · \(words(say))</p>
        \(when: today <= year.presidency.ends, "<p class=\"notice\">\(unfinished(say))</p>")
        """
    }

    /// A title page of its own.
    func page(_ say: Tongue) -> HTML {
        """
        <div class="cover">
        <p class="network">\(network?.name.shown(say))</p>
        <h1 data-title="\(title)">\(title)</h1>
        <p class="period">\(Dates.full(year.presidency.begins, year.presidency.ends, say))</p>
        <p class="status">\(words(say))</p>
        \(when: today <= year.presidency.ends, "<p class=\"unfinished\">\(unfinished(say))</p>")
        \(when: say.isDraft, "<p class=\"unfinished\">\(say("These words were translated from English as a draft; no native speaker has checked them yet."))</p>")
        </div>
        """
    }

    private func words(_ say: Tongue) -> String {
        switch status {
        case .draft(let day): say("Draft as of {date}", ["date": say.date(day)])
        case .published(let version, let day):
            say("Version {number}, published on {date}", ["number": say.number(version), "date": say.date(day)])
        }
    }

    private func unfinished(_ say: Tongue) -> String {
        say(
            "The year is not over: this report grows with what is recorded. As of {date}.",
            ["date": say.date(today)])
    }
}
