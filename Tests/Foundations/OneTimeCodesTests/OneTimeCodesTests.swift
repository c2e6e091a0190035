import Basics
import Markup
import OneTimeCodes
import Testing

@Suite("Codes of six digits")
struct TimedCodesTests {
    private let known: TimedCodes

    init() throws {
        known = try #require(TimedCodes(secret: Array("12345678901234567890".utf8)))
    }

    @Test(
        "are those of RFC 6238, appendix B, of which six digits are shown",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func vectors(_ second: Int64, _ code: String) {
        let step = TimedCodes.step(at: Moment(milliseconds: second * 1000))
        #expect(known.code(at: step) == code.suffix(6))
    }

    @Test(
        "are those of RFC 4226, appendix D",
        arguments: zip(
            Int64(0)...9,
            [
                "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
            ]))
    func counted(_ step: Int64, _ code: String) {
        #expect(known.code(at: step) == code)
    }

    @Test("are accepted one step early or late, and not two")
    func tolerance() {
        let now = Moment(milliseconds: 1_524_130_200_000), step = TimedCodes.step(at: now)
        for off in Int64(-5)...5 {
            let found = known.accepts(known.code(at: step + off), at: now, after: nil)
            #expect(found == (abs(off) <= 1 ? step + off : nil))
        }
    }

    @Test("are accepted once, and none that was shown before it")
    func once() throws {
        let now = Moment(milliseconds: 1_524_130_200_000), step = TimedCodes.step(at: now)
        #expect(known.accepts(known.code(at: step), at: now, after: step - 1) == step)
        #expect(known.accepts(known.code(at: step), at: now, after: step) == nil)
        #expect(known.accepts(known.code(at: step - 1), at: now, after: step) == nil)
        #expect(known.accepts(known.code(at: step + 1), at: now, after: step) == step + 1)
    }

    @Test(
        "may be typed with a space, and are nothing else",
        arguments: ["", " ", "1", "12345", "1234567", "١٢٣٤٥٦", "-12345", "12345a"])
    func typing(_ other: String) {
        let now = Moment(milliseconds: 59_000), code = known.code(at: 1)
        #expect(known.accepts("\(code.prefix(3)) \(code.suffix(3))", at: now, after: nil) == 1)
        #expect(known.accepts(other, at: now, after: nil) == nil)
    }

    @Test("of another time within ten minutes tell that a clock is wrong")
    func wrongClock() {
        let now = Moment(milliseconds: 1_524_130_200_000), step = TimedCodes.step(at: now)
        #expect(known.isOfAnotherTime(known.code(at: step - 10), at: now))
        for ahead in 2...20 { #expect(!known.isOfAnotherTime(known.code(at: step + Int64(ahead)), at: now)) }
        #expect(known.isOfAnotherTime(known.code(at: step - 20), at: now))
        #expect(!known.isOfAnotherTime(known.code(at: step), at: now))
        #expect(!known.isOfAnotherTime(known.code(at: step + 100), at: now))
    }

    @Test("have secrets of 160 bits that nobody has, and none below 128")
    func secrets() {
        let many = (0..<100).map { _ in TimedCodes.fresh().secret }
        #expect(Set(many).count == 100)
        #expect(many.allSatisfy { $0.count == 20 })
        #expect(TimedCodes(secret: [UInt8](repeating: 1, count: 15)) == nil)
        #expect(TimedCodes(secret: [UInt8](repeating: 1, count: 65)) == nil)
    }

    @Test("are given to a telephone as an address in which nothing can be taken for something else")
    func address() {
        #expect(
            known.address(house: "Child Centre: Åland", person: "a&b=c@example.org")
                == "otpauth://totp/Child%20Centre%20%20%C3%85land:a%26b%3Dc%40example.org"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Child%20Centre%20%20%C3%85land")
        #expect(known.text == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
    }
}

@Suite("Base32")
struct Base32Tests {
    @Test(
        "writes and reads the examples of RFC 4648",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ])
    func vectors(_ plain: String, _ text: String) {
        #expect(Base32.text(of: Array(plain.utf8)) == text)
        #expect(Base32.bytes(of: text) == Array(plain.utf8))
        #expect(Base32.bytes(of: text.lowercased()) == Array(plain.utf8))
    }

    @Test("refuses what nobody writes", arguments: ["1", "A", "MZX", "MZXW6Y", "MZ", "MY=", "M8", "MZXW0", "ä"])
    func wrong(_ text: String) {
        #expect(Base32.bytes(of: text) == nil)
    }

    @Test("reads what it wrote, whatever it was")
    func roundTrip() {
        for count in 0..<50 {
            let bytes = Randomness.bytes(count)
            #expect(Base32.bytes(of: Base32.text(of: bytes)) == bytes)
        }
    }
}

@Suite("Recovery codes")
struct RecoveryCodesTests {
    @Test("are ten, all different, without letters that look alike")
    func ten() {
        let codes = RecoveryCodes.fresh()
        #expect(Set(codes).count == 10)
        for code in codes {
            #expect(code.wholeMatch(of: /([A-HJKMNP-TV-Z2-9]{4}-){3}[A-HJKMNP-TV-Z2-9]{4}/) != nil)
        }
    }

    @Test("may be typed in small letters, with spaces or without hyphens")
    func typing() throws {
        let code = try #require(RecoveryCodes.fresh().first)
        let digest = RecoveryCodes.digest(of: code)
        #expect(digest != nil)
        #expect(RecoveryCodes.digest(of: code.lowercased()) == digest)
        #expect(RecoveryCodes.digest(of: " " + code.replacing("-", with: "  ")) == digest)
        #expect(RecoveryCodes.digest(of: code.dropLast() + "0") == nil)
        #expect(RecoveryCodes.digest(of: String(code.dropLast())) == nil)
        #expect(RecoveryCodes.digest(of: "") == nil)
        #expect(RecoveryCodes.digest(of: String(repeating: "-", count: 200)) == nil)
    }
}

@Suite("A picture for the telephone")
struct QRCodeTests {
    @Test("has the three corners by which telephones find it, and a quiet border")
    func corners() throws {
        let code = try #require(QRCode("otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))
        #expect(code.side >= 29 && (code.side - 17).isMultiple(of: 4))
        let drawing = String(decoding: code.drawing(label: "A <picture>").bytes, as: UTF8.self)
        #expect(drawing.contains("M4 4h7v1h-7z"))
        #expect(drawing.contains("M\(code.side - 3) 4h7v1h-7z"))
        #expect(drawing.contains("aria-label=\"A &lt;picture&gt;\""))
    }

    @Test("is not drawn of nothing, nor of what does not fit")
    func limits() {
        #expect(QRCode("") == nil)
        #expect(QRCode("a\0b") == nil)
        #expect(QRCode(String(repeating: "a", count: 2331)) != nil)
        #expect(QRCode(String(repeating: "a", count: 2332)) == nil)
    }
}
