import Cooperation
import HTTP
public import Room
import Web

/// The secretariat's desk: what waits, and the forms by which everything is written down.
public enum Desk {
    public static let room = Room("desk", window: .frontDoor) { routes in
        routes.get(Places.desk, for: .recording, home)
        routes.get(withdrawnPlace, for: .recording, withdrawn)
        routes.post(drafts, for: .recording, limit: formLimit, keepDraft)
        routes.post(forgotten, for: .recording, forget)
        routes.get(suggestions, for: .recording, suggest)
        routes.get(imports, for: .recording, askImport)
        routes.post(imports, for: .recording, limit: 2 << 20, lane: .slow, beginImport)
        routes.get(importPlace, for: .recording, previewImport)
        routes.post(importPlace, for: .recording, lane: .slow, carryOutImport)
        routes.get(Places.records, for: .recording, list)
        routes.get(Places.newRecord, for: .recording, begin)
        routes.post(Places.newRecord, for: .recording, limit: formLimit, create)
        routes.get(Places.record, for: .recording, edit)
        routes.post(Places.record, for: .recording, limit: formLimit, update)
        routes.get(historyPlace, for: .recording, history)
        routes.post(undoPlace, for: .recording, undo)
        routes.get(visibilityPlace, for: .recording, askVisibility)
        routes.post(visibilityPlace, for: .recording, limit: 8 << 10, changeVisibility)
        routes.get(withdrawalPlace, for: .recording, askWithdraw)
        routes.post(withdrawalPlace, for: .recording, withdraw)
        routes.post(restorationPlace, for: .recording, restore)
        routes.get(translationPlace, for: .translating, translation)
        routes.post(translationPlace, for: .translating, limit: formLimit, translate)
    }

    /// The longest text that a form may hold, three times over, since most bytes travel as three.
    static let formLimit = 1 << 20

    static let drafts = Address("/desk/drafts")
    static let forgotten = Path<String>("/desk/drafts/{draft}/forget")
    static let suggestions = Address("/desk/suggestions")
    static let withdrawnPlace = Address("/desk/withdrawn")
    static let historyPlace = Places.recordHistory
    static let undoPlace = Path<String, String, Int>("/desk/{kind}/{record}/history/{entry}/undo")
    static let visibilityPlace = Path<String, String>("/desk/{kind}/{record}/visibility")
    static let withdrawalPlace = Path<String, String>("/desk/{kind}/{record}/withdraw")
    static let restorationPlace = Path<String, String>("/desk/{kind}/{record}/restore")
    static let translationPlace = Path<String, String, String>("/desk/{kind}/{record}/translate/{language}")
}
