import Converters
import Testing

@Suite("A converter")
struct ConverterTests {
    @Test("place holder") func x() {}
}
