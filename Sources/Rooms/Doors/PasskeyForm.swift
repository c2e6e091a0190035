import Basics
import HTTP
import Identity
import Languages
import Markup
import Passkeys
import Room
import Web

/// The forms that `Assets/passkeys.js` fills in; without scripts nobody sees them, as no browser has passkeys then.
enum PasskeyForm {
    /// The fields of a passkey that is shown.
    static let shown = ["id", "client", "data", "signature", "person"]
    /// The fields of a passkey that is made.
    static let made = ["client", "attestation"]
    /// Enough for all of them.
    static let limit = 64 << 10

    /// A button that shows a passkey.
    static func showing(
        _ words: String, to place: Link, asking challenge: Link, next: Link?, _ token: HTML?, _ say: Tongue,
        more: HTML = .empty
    ) -> HTML {
        """
        <form class="door passkey" method="post" action="\(place)" data-passkey="show" data-challenge="\(challenge)" hidden\(texts(say))>\
        \(token)\(more)\(next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0.address)\">" as HTML })\(empty(shown))
        <p><button>\(words)</button></p><p class="fault" role="alert"></p>
        </form>
        """
    }

    /// A field for a name, and a button that makes a passkey; `again` is where to go when it has been too long since the
    /// member showed that it is them.
    static func making(to place: Link, asking challenge: Link, again: Link, _ token: HTML?, _ say: Tongue) -> HTML {
        let name = DoorField(
            name: "name", label: say("A name for the new passkey"), autocomplete: "off",
            advice: say("So that you know it again: the telephone, the key on your key ring, this computer."))
        return """
            <form class="door passkey" method="post" action="\(place)" data-passkey="make" data-challenge="\(challenge)" \
            data-again="\(again)" hidden\(texts(say))>\(token)\(empty(made))
            \(name.html)<p><button>\(say("Add a passkey"))</button></p><p class="fault" role="alert"></p>
            </form>
            """
    }

    private static func texts(_ say: Tongue) -> HTML {
        """
         data-ended="\(say("Nothing was done. You stopped it, or it took too long; try again."))" \
        data-known="\(say("This device has a passkey for this house already."))" \
        data-failed="\(say("That did not work. Try again, or come in another way."))"
        """
    }

    private static func empty(_ names: [String]) -> HTML {
        names.map { "<input type=\"hidden\" name=\"\($0)\">" as HTML }.joined()
    }

    /// The passkey that was shown; nil for what no script of ours sends.
    static func proof(in form: Fields) -> Proof? {
        guard let credential = bytes("id", form), let client = bytes("client", form),
            let data = bytes("data", form), let signature = bytes("signature", form)
        else { return nil }
        return Proof(
            credential: credential, clientData: client, authenticatorData: data, signature: signature,
            person: bytes("person", form))
    }

    /// A field's bytes; nil where it is empty or no such text.
    static func bytes(_ name: String, _ form: Fields) -> [UInt8]? {
        form[name].flatMap(Base64URL.bytes)
    }

    /// What the script hands to the browser.
    static func question(
        _ challenge: [UInt8], at place: PasskeyPlace, known: [Passkey], member: (id: Key<Member>, name: String)? = nil,
        house: String = ""
    ) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("challenge", Base64URL.text(of: challenge))
            json.member("name", place.name)
            json.member("house", house)
            json.name("known")
            json.list { json in for passkey in known { json.text(Base64URL.text(of: passkey.credential)) } }
            if let member {
                json.member("person", Base64URL.text(of: member.id.bytes))
                json.member("called", member.name)
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
