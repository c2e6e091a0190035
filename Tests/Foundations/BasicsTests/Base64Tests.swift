import Basics
import Testing

@Suite("Base64")
struct Base64Tests {
    @Test(
        "writes the examples of RFC 4648, section 10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func examples(_ text: String, _ encoded: String) {
        #expect(Base64.text(of: Array(text.utf8)) == encoded)
    }

    @Test("uses the whole alphabet")
    func alphabet() {
        #expect(Base64.text(of: [0xfb, 0xff, 0xbf, 0x00]) == "+/+/AA==")
    }
}
