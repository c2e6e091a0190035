import Cooperation
import HTTP
public import Room
import Web

/// The secretariat's desk: what waits, and the forms by which everything is written down.
public enum Desk {
    public static let room = Room("desk", window: .frontDoor) { routes in
        routes.get(Places.desk, home)
        routes.get(withdrawnPlace, withdrawn)
        routes.post(drafts, limit: formLimit, keepDraft)
        routes.post(forgotten, forget)
        routes.get(suggestions, suggest)
        routes.get(imports, askImport)
        routes.post(imports, limit: 2 << 20, lane: .slow, beginImport)
        routes.get(importPlace, previewImport)
        routes.post(importPlace, lane: .slow, carryOutImport)
        routes.get(Places.records, list)
        routes.get(Places.newRecord, begin)
        routes.post(Places.newRecord, limit: formLimit, create)
        routes.get(Places.record, edit)
        routes.post(Places.record, limit: formLimit, update)
        routes.get(historyPlace, history)
        routes.post(undoPlace, undo)
        routes.get(withdrawalPlace, askWithdraw)
        routes.post(withdrawalPlace, withdraw)
        routes.post(restorationPlace, restore)
        routes.get(translationPlace, translation)
        routes.post(translationPlace, limit: formLimit, translate)
    }

    /// The longest text that a form may hold, three times over, since most bytes travel as three.
    static let formLimit = 1 << 20

    static let drafts = Address("/desk/drafts")
    static let forgotten = Path<String>("/desk/drafts/{draft}/forget")
    static let suggestions = Address("/desk/suggestions")
    static let withdrawnPlace = Address("/desk/withdrawn")
    static let historyPlace = Places.recordHistory
    static let undoPlace = Path<String, String, Int>("/desk/{kind}/{record}/history/{entry}/undo")
    static let withdrawalPlace = Path<String, String>("/desk/{kind}/{record}/withdraw")
    static let restorationPlace = Path<String, String>("/desk/{kind}/{record}/restore")
    static let translationPlace = Path<String, String, String>("/desk/{kind}/{record}/translate/{language}")
}
