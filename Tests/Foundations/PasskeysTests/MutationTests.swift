import Basics
import Passkeys
import Signatures
import SoftAuthenticator
import Testing

/// Bytes that were changed at random are refused, and nothing worse happens.
@Suite("What chance makes of a passkey")
struct MutationTests {
    private static func mutated(_ bytes: [UInt8], by random: inout SystemRandomNumberGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0..<3, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 3 where place < bytes.count: bytes.remove(at: place)
            case 4: bytes.removeLast(bytes.count - place)
            default: bytes += bytes.prefix(place)
            }
        }
        return bytes
    }

    @Test("5,000 attestations: none ends the program, and one that is taken has a sound key")
    func attestations() throws {
        var random = SystemRandomNumberGenerator(), taken = 0
        let ceremony = Ceremony(try SoftKey(.es256), isNew: true)
        for _ in 0..<5_000 {
            let bytes = Self.mutated(ceremony.attestation, by: &random)
            guard
                let made = try? Enrolment(
                    clientData: ceremony.clientData, attestation: bytes, challenge: ceremony.challenge,
                    at: ceremony.place)
            else { continue }
            taken += 1
            #expect((1...1023).contains(made.credential.count))
        }
        // Much of it is nobody's concern: the model, the identity's bytes, the count.
        #expect(taken < 4_000)
    }

    @Test("5,000 proofs: none is taken")
    func proofs() throws {
        var random = SystemRandomNumberGenerator()
        let ceremony = Ceremony(try SoftKey(.edDSA), isNew: false)
        let kept = try ceremony.kept(), proof = ceremony.proof
        var taken = 0
        for turn in 0..<5_000 {
            func part(_ number: Int, _ bytes: [UInt8]) -> [UInt8] {
                turn % 3 == number ? Self.mutated(bytes, by: &random) : bytes
            }
            let other = Proof(
                credential: proof.credential, clientData: part(0, proof.clientData),
                authenticatorData: part(1, proof.authenticatorData), signature: part(2, proof.signature),
                person: proof.person)
            guard other != proof else { continue }
            if (try? other.verified(by: kept, challenge: ceremony.challenge, at: ceremony.place, isNamed: true)) != nil
            {
                taken += 1
            }
        }
        #expect(taken == 0)
    }

    @Test("client data of any bytes ends nothing")
    func clientData() throws {
        var random = SystemRandomNumberGenerator()
        let ceremony = Ceremony(try SoftKey(.es256), isNew: true)
        for _ in 0..<5_000 {
            let bytes = Self.mutated(ceremony.clientData, by: &random)
            _ = try? Enrolment(
                clientData: bytes, attestation: ceremony.attestation, challenge: ceremony.challenge, at: ceremony.place)
        }
    }
}
