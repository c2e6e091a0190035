import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Doors {
    /// `GET /welcome?code=…`
    @Sendable
    static func welcomePage(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only(["code"])
        guard let form = try WelcomeForm(visitor, visitor.query["code"]) else {
            let waits = try visitor.query["code"].map {
                try Invitation.waits($0, at: visitor.now, in: visitor.store)
            }
            return waits == true ? WelcomeForm.waits(visitor.say) : WelcomeForm.ended(visitor.say)
        }
        return form.page(visitor)
    }

    /// `POST /welcome`
    @Sendable
    static func welcome(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["code", "name", "address", "password", "again"])
        guard var form = try WelcomeForm(visitor, visitor.form["code"]) else { return WelcomeForm.ended(visitor.say) }
        try form.take(visitor)
        guard form.faults.isEmpty, let password = form.password else {
            return form.page(visitor, status: .unprocessableContent)
        }
        let hash = try PasswordHash.make(of: password)
        let arrival = Arrival(visitor)
        let today = visitor.today
        let say = visitor.say
        let taken = form.taken(visitor)
        let language = visitor.language
        return .commit { [code = form.code, invitation = form.invitation, name = form.name, address = form.address] in
            let isFree = try invitation.member != nil || Account.find(address: address, in: $0) == nil
            guard isFree else { return taken }
            guard try !invitation.lacksConsent(on: today, in: $0), try Invitation.use(code, in: $0) else {
                return WelcomeForm.ended(say)
            }
            guard let known = invitation.member else {
                let member = try Account.add(name: name, address: address, password: hash, in: $0)
                if let person = invitation.person {
                    try Newcomer.link(member, to: person, by: member.description, in: $0)
                    try InvitedByMail.settle(member, by: code, reading: language, in: $0)
                } else {
                    try Newcomer.settle(member, named: name, on: today, in: $0)
                }
                return try arrival.enter(member, by: .password, in: $0)
            }
            guard try Account.change(password: hash, of: known, by: known.description, in: $0) else {
                return WelcomeForm.ended(say)
            }
            return try arrival.enter(known, by: .password, in: $0)
        }
    }
}

extension Invitation {
    /// Whether it was made by one alone for a person who has since been given what takes two.
    fileprivate func lacksConsent(on today: Day, in store: some Querying) throws -> Bool {
        guard consent == nil, let person else { return false }
        return try TwoPersonAct.isNeeded(toLetIn: person, on: today, in: store)
    }
}
