import Basics
import Cooperation
public import Mail
import Store
import Threads

extension Operations {
    /// Who carries this house's mail; nil where its configuration names no mail server. Throws where that is not right.
    public func postman(write: @escaping @Sendable (String) -> Void) throws -> Postman? {
        guard let place = configuration.mail else { return nil }
        let (server, from) = try place.read(address: configuration.address)
        let postman = Postman.of(house, carrier: SMTPCarrier(server), from: from) { [log] in write(log.note($0)) }
        self.postman.locked { $0 = postman }
        return postman
    }

    /// What the operator is told of the mail beside the house's readiness: visitors come in whether it goes out or not.
    func mailPart() -> Readiness.Part? {
        guard let state = postman.locked({ $0 })?.state else { return nil }
        return Readiness.Part(name: "mail", trouble: state.trouble, matters: false)
    }
}

extension Postman {
    /// The postman of a house, with all that the house has to tell.
    static func of(
        _ house: House, carrier: any MailCarrier, from: MailAddress,
        write: @escaping @Sendable (String) -> Void = { _ in }
    ) -> Postman {
        let mail = house.mailOrigin.map(HouseMail.init)
        return Postman(
            house.store, clock: house.clock, carrier: carrier,
            sender: { store in
                let network = try Network.find(in: store, for: .english)
                return Correspondent(name: network?.shortName.body ?? "", address: from)
            },
            chores: mail?.chores ?? [],
            refused: { mail, answer, transaction in
                try MailChoice.refuse(mail.content.to, because: answer, in: transaction)
            },
            write: write)
    }
}
