public import Languages
public import Markup

/// The house as it is drawn: a red wooden house by calm water, a window for every room.
public enum HouseDrawing {
    /// The large drawing of the front page. Its windows lead into the rooms for those who point; the list below says
    /// the same in words, so readers of screens pass over the drawing.
    public static func large(_ views: [WindowView], _ say: Tongue) -> HTML {
        """
        <svg class="house" viewBox="0 0 640 540" aria-hidden="true" focusable="false">
        \(scenery)\(walls)
        \(views.map { pane(of: $0, say) })
        <path class="step" d="M264 456h112l16 14H248z"/>
        </svg>
        """
    }

    /// The same rooms as a list, the open ones first: a small window, the name, and a sentence.
    public static func list(_ views: [WindowView], _ say: Tongue) -> HTML {
        """
        <section class="rooms" aria-labelledby="rooms"><h2 id="rooms">\(say("The rooms"))</h2>
        <ul>
        \((views.filter { $0.link != nil } + views.filter { $0.link == nil }).map { item(for: $0, say) })</ul></section>
        """
    }

    /// The small house at the head of every page, with the window of its room lit.
    public static func small(lit: Window?) -> HTML {
        lit.flatMap { emblems[$0] } ?? emblem(lit: lit)
    }

    private static let emblems = Dictionary(uniqueKeysWithValues: Window.allCases.map { ($0, emblem(lit: $0)) })

    private static func emblem(lit: Window?) -> HTML {
        """
        <svg class="emblem" viewBox="0 0 34 30" aria-hidden="true" focusable="false"><path class="wall" d="M5 11 17 3l12 8v17H5z"/>\
        <path class="roof" d="M3 12.500 17 3l14 9.500"/>\(spots.map { spot in
            "<rect class=\"\(spot.window == lit ? "lit" : "dark")\" x=\"\(spot.x)\" y=\"\(spot.y)\" width=\"4\" height=\"\(spot.height)\"/>" as HTML
        })</svg>
        """
    }

    private static let spots: [(window: Window, x: Int, y: Int, height: Int)] = [
        (.archive, 15, 7, 3), (.policymakers, 8, 13, 4), (.meetingRoom, 15, 13, 4), (.scientists, 22, 13, 4),
        (.professionals, 8, 20, 4), (.frontDoor, 15, 21, 7), (.youngPeople, 22, 20, 4),
    ]

    private static func item(for view: WindowView, _ say: Tongue) -> HTML {
        let name: HTML =
            view.link.map { "<a href=\"\($0)\">\(say(view.window.name))</a>" } ?? "<b>\(say(view.window.name))</b>"
        return """
            <li><svg class="\(classes(of: view))" viewBox="0 0 20 16" aria-hidden="true"><rect class="frame" width="20" height="16"/>\
            <rect class="pane" x="2" y="2" width="16" height="12"/><path class="bars" d="M10 2v12M2 8h16"/></svg>\
            <span>\(name) \(when: view.link == nil, "<span class=\"label\">\(say("not open yet"))</span>")\
            \(when: view.isLit, "<span class=\"label alive\">\(say("something happened lately"))</span>")<br>\(say(view.window.sentence))</span></li>

            """
    }

    private static func classes(of view: WindowView) -> String {
        view.link == nil ? "window closed" : view.isLit ? "window lit" : "window"
    }

    private static func pane(of view: WindowView, _ say: Tongue) -> HTML {
        guard let place = places.first(where: { $0.window == view.window }) else { return .empty }
        let drawn: HTML
        switch view.window {
        case .archive: drawn = round
        case .frontDoor: drawn = door
        default: drawn = square(at: place, isPlay: view.window == .youngPeople)
        }
        let label: HTML =
            view.window == .frontDoor
            ? .empty
            : "<text x=\"\(place.x)\" y=\"\(place.label)\" text-anchor=\"middle\">\(say(view.window.name))</text>"
        guard let link = view.link else { return "<g class=\"window closed\">\(drawn)\(label)</g>\n" }
        return "<a href=\"\(link)\" tabindex=\"-1\" class=\"\(classes(of: view))\">\(drawn)\(label)</a>\n"
    }

    /// Where each window stands: the middle of its upper edge, and the line of its label.
    private struct Place {
        let window: Window
        let x: Int
        let y: Int
        let label: Int
    }

    private static let places = [
        Place(window: .archive, x: 320, y: 98, label: 186),
        Place(window: .policymakers, x: 172, y: 212, label: 310),
        Place(window: .meetingRoom, x: 320, y: 212, label: 310),
        Place(window: .scientists, x: 468, y: 212, label: 310),
        Place(window: .professionals, x: 172, y: 334, label: 432),
        Place(window: .frontDoor, x: 320, y: 334, label: 328),
        Place(window: .youngPeople, x: 468, y: 334, label: 432),
    ]

    private static let round: HTML = """
        <circle class="frame" cx="320" cy="132" r="36"/><circle class="pane" cx="320" cy="132" r="30"/><path class="bars" d="M320 102v60M290 132h60"/>
        """

    private static let door: HTML = """
        <rect class="frame" x="280" y="336" width="80" height="120"/><rect class="leaf" x="287" y="343" width="66" height="113"/>\
        <rect class="pane" x="297" y="353" width="46" height="36" rx="3"/><circle class="knob" cx="344" cy="410" r="4"/>
        """

    private static func square(at place: Place, isPlay: Bool) -> HTML {
        let x = place.x
        let y = place.y
        let curtains: HTML =
            "<path class=\"curtain\" d=\"M\(x - 47) \(y + 6)h22q-2 34-22 48zM\(x + 47) \(y + 6)h-22q2 34 22 48z\"/>"
        let toys: HTML =
            "<path class=\"curtain\" d=\"M\(x - 34) \(y + 73)c2-18 16-18 18 0zM\(x + 12) \(y + 73)c2-24 20-24 22 0z\"/>"
        return """
            <rect class="frame" x="\(x - 54)" y="\(y)" width="108" height="80"/><rect class="pane" x="\(x - 47)" y="\(y + 7)" width="94" height="66"/>\
            \(isPlay ? toys : curtains)<path class="bars" d="M\(x) \(y + 7)v66M\(x - 47) \(y + 38)h94"/>
            """
    }

    private static let scenery: HTML = """
        <circle class="moon" cx="560" cy="78" r="26"/><path class="ground" d="M0 456c60-10 110-8 150-4h340c40-4 90-6 150 4v14H0z"/>\
        <path class="tree" d="M38 452v-70m0-64 26 66H12zm0 28 32 70H6zM604 452v-50m0-60 22 56h-44zm0 24 28 62h-56z"/>\
        <rect class="water" y="464" width="640" height="76"/>\
        <path class="wave" d="M0 486q20-6 40 0t40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0"/>\
        <path class="wave" d="M-20 510q20-6 40 0t40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0"/>
        """

    private static let walls: HTML = """
        <rect class="chimney" x="414" y="66" width="34" height="74"/>\
        <path class="wall" d="M90 200 320 38l230 162v256H90z"/>\
        <path class="planks" d="M116 190v266M142 172v284M168 154v302M194 136v320M220 118v338M246 100v356M272 82v374M298 62v394M342 62v394M368 82v374M394 100v356M420 118v338M446 136v320M472 154v302M498 172v284M524 190v266"/>\
        <path class="roof" d="M66 214 320 34l254 180"/><path class="trim" d="M90 206v250M550 206v250M90 322h186M364 322h186"/>
        """
}
