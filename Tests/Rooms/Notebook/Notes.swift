import Basics
import Store

extension Note {
    /// The notes written last, the newest first.
    static func newest(_ count: Int, in store: Connection) throws(StoreFailure) -> [Note] {
        try store.all("select \(columns: Note.self) from notes order by written desc, id desc limit \(count)")
    }

    /// Keeps a note and writes it into the journal; does nothing where the note is there already.
    func keep(in transaction: Transaction) throws(StoreFailure) {
        let added = try transaction.run(
            "insert into notes (id, text, written) values (\(id), \(text), \(written)) on conflict (id) do nothing")
        guard added == 1 else { return }
        transaction.note(
            Change(by: "visitor", "note.written", table: "notes", record: id, values: [.init("text", to: text)]))
    }
}
