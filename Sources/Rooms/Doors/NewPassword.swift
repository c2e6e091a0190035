import Identity
import Languages
import Web

/// A password that somebody chooses, typed twice.
enum NewPassword {
    case right(Password)
    /// The field, and what is wrong with it.
    case wrong(String, Phrase)

    init(_ form: Fields, name: String, address: String) {
        guard let typed = form.exactly("password") else {
            self = .wrong("password", Phrase("Write a password."))
            return
        }
        guard let password = Password(typed) else {
            self = .wrong("password", Phrase("This password is longer than the house can keep."))
            return
        }
        switch password.fault(name: name, address: address) {
        case .tooShort?: self = .wrong("password", Phrase("A password has at least ten characters."))
        case .common?: self = .wrong("password", Phrase("This password is among the first that others would guess."))
        case .personal?: self = .wrong("password", Phrase("This is your own name or address with little around it."))
        case nil:
            self =
                typed == form.exactly("again")
                ? .right(password) : .wrong("again", Phrase("This is not the same password as above."))
        }
    }

    static func fields(_ say: Tongue, _ faults: [String: Phrase]) -> [DoorField] {
        [
            DoorField(
                name: "password", label: say("New password"), type: "password", autocomplete: "new-password",
                advice: say("At least ten characters, better fifteen: a few words that only you would put together."),
                fault: faults["password"].map { say($0) }),
            DoorField(
                name: "again", label: say("The same password again"), type: "password", autocomplete: "new-password",
                fault: faults["again"].map { say($0) }),
        ]
    }
}
