import Basics
import Store
import Testing

@Suite("A store")
struct StoreTests {
    @Test("keeps what it was given and reads it back")
    func roundTrip() throws {
        let store = try freshStore()
        let visit = Visit("Rossi", at: 5, state: .here, guests: 3)
        try store.write { try visit.insert(in: $0) }
        let found: [Visit] = try store.read { try $0.all("select \(columns: Visit.self) from visits") }
        #expect(found == [visit])
    }

    @Test("refuses an operation that notes no change, and undoes it")
    func unjournalled() throws {
        let store = try freshStore()
        #expect(throws: StoreFailure.unjournalled) {
            try store.write { try $0.run("insert into visits values (\([1]), 'a', 1, 'here', null)") }
        }
        #expect(try store.read { try $0.value("select count(*) from visits") } == 0)
    }
}
