public import Basics
import Store

extension Sheet {
    /// Fills in what need not be said: the last day of one day, and how far something has come by its days.
    public mutating func complete(in table: Table, today: Day) {
        guard table.name == "activities" else { return }
        if self["to"] == nil { self["to"] = self["from"] }
        guard self["state"] == nil, let first = self["from"].flatMap(Day.init), let last = self["to"].flatMap(Day.init)
        else { return }
        self["state"] = last < today ? "done" : first <= today ? "underway" : "planned"
    }
}

extension Recorder {
    /// What follows from a new record elsewhere: a meeting with its first message has its messages recorded.
    public func follow(_ sheet: Sheet, in table: Table) throws {
        guard table.name == "messages", let ref = sheet["meeting"], let meetings = Tables.named("meetings"),
            let meeting = try Kept.find(ref, of: meetings, in: transaction),
            meeting.sheet["messages_state"] != "recorded"
        else { return }
        var changed = meeting.sheet
        changed["messages_state"] = "recorded"
        try change(meeting, to: changed)
    }
}
