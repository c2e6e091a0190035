import Signatures
import Testing

@Suite("Public keys")
struct PublicKeyTests {
    private static func bytes(_ text: String) -> [UInt8] {
        let digits = Array(text).compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }

    @Test("verify the first signatures of RFC 8032, and no other")
    func edwards() throws {
        let key = try #require(
            PublicKey(ed25519: Self.bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")))
        let signature = Self.bytes(
            """
            92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
            085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
            """)
        #expect(key.verifies(signature, of: [0x72]))
        #expect(!key.verifies(signature, of: [0x73]))
        #expect(!key.verifies(Array(signature.dropLast()), of: [0x72]))
    }

    @Test("verify the signature of RFC 7515, A.3, whose two numbers stand side by side")
    func joined() throws {
        let x: [UInt8] = [
            127, 205, 206, 39, 112, 246, 196, 93, 65, 131, 203, 238, 111, 219, 75, 123, 88, 7, 51, 53, 123, 233, 239,
            19,
            186, 207, 110, 60, 123, 209, 84, 69,
        ]
        let y: [UInt8] = [
            199, 241, 68, 205, 27, 189, 155, 126, 135, 44, 223, 237, 185, 238, 185, 244, 179, 105, 93, 110, 169, 11, 36,
            173, 138, 70, 35, 40, 133, 136, 229, 173,
        ]
        let joined: [UInt8] = [
            14, 209, 33, 83, 121, 99, 108, 72, 60, 47, 127, 21, 88, 7, 212, 2, 163, 178, 40, 3, 58, 249, 124, 126, 23,
            129, 154, 195, 22, 158, 166, 101, 197, 10, 7, 211, 140, 60, 112, 229, 216, 241, 45, 175, 8, 74, 84, 128,
            166,
            101, 144, 197, 242, 147, 80, 154, 143, 63, 127, 138, 131, 163, 84, 213,
        ]
        let message = Array(
            ("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ").utf8)
        let key = try #require(PublicKey(p256: x, y))
        let signature = try #require(PublicKey.signature(joined: joined))
        #expect(key.verifies(signature, of: message))
        #expect(!key.verifies(joined, of: message))
        #expect(PublicKey.signature(joined: Array(joined.dropLast())) == nil)
        #expect(PublicKey(algorithm: .es256, bytes: key.bytes) == key)
        for algorithm in [PublicKey.Algorithm.rs256, .edDSA] {
            #expect(PublicKey(algorithm: algorithm, bytes: key.bytes) == nil)
        }
        for count in 0..<key.bytes.count {
            #expect(PublicKey(algorithm: .es256, bytes: Array(key.bytes.prefix(count))) == nil)
        }
    }
}
