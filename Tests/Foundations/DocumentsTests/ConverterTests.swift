import Documents
import Testing

@Suite("A converter")
struct ConverterTests {
    @Test("that is missing is named, and nothing else breaks")
    func missing() {
        let converter = Converter(name: "Nothing", program: "/nowhere/nothing")
        #expect(throws: Converter.Failure.missing(name: "Nothing", program: "/nowhere/nothing")) {
            try converter.run([], seconds: 5)
        }
    }

    @Test("that fails says so with its number")
    func fails() {
        #expect(throws: Converter.Failure.failed(name: "sh", code: 3)) {
            try Converter(name: "sh", program: "sh").run(["-c", "exit 3"], seconds: 20)
        }
    }

    @Test("that does not end is ended")
    func slow() {
        #expect(throws: Converter.Failure.tooSlow(name: "sleep", seconds: 1)) {
            try Converter(name: "sleep", program: "sleep").run(["600"], seconds: 1)
        }
    }

    @Test("that succeeds lets us go on")
    func works() throws {
        try Converter(name: "true", program: "true").run([], seconds: 20)
    }
}
