import Cooperation
import HTTP
import Markup
public import Room
import Web

/// How members are written to: their address, how often, in which language; and what does not arrive.
public enum Postbox {
    public static let room = Room("postbox", window: .frontDoor) { routes in
        routes.get(Places.accountMail, for: .ownAccount, choices)
        routes.post(Places.accountMail, for: .ownAccount, limit: 8 << 10, choose)
        routes.post(Places.accountMailAddress, for: .ownAccount, limit: 8 << 10, askAddress)
        routes.get(Places.mailConfirmation, for: .everyone, confirmation)
        routes.post(Places.mailConfirmation, for: .everyone, limit: 8 << 10, confirm)
        routes.get(Places.unsubscription, for: .everyone, unsubscription)
        routes.post(Places.unsubscription, for: .everyone, limit: 8 << 10, unsubscribe)
        routes.get(Places.mailTroubles, for: .people, troubles)
    }

    static func page(_ title: String, _ body: HTML, status: HTTPStatus = .ok) -> Page {
        var page = Page(title, in: .frontDoor, status: status, body: body)
        page.isListed = false
        return page
    }
}
