extension HTML {
    /// The holes that a template may have.
    public struct StringInterpolation: StringInterpolationProtocol {
        var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            HTML.append(literal, to: &bytes)
        }

        /// Text as a person typed it, escaped; between tags or inside a quoted attribute, nowhere else.
        public mutating func appendInterpolation(_ text: String) {
            checkPlaceForText()
            Escape.append(text, to: &bytes)
        }

        public mutating func appendInterpolation(_ text: String?) {
            if let text { appendInterpolation(text) }
        }

        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            bytes.append(contentsOf: String(number).utf8)
        }

        public mutating func appendInterpolation(_ number: (some BinaryInteger)?) {
            if let number { appendInterpolation(number) }
        }

        public mutating func appendInterpolation(_ html: HTML) {
            bytes.append(contentsOf: html.bytes)
        }

        public mutating func appendInterpolation(_ html: HTML?) {
            if let html { bytes.append(contentsOf: html.bytes) }
        }

        public mutating func appendInterpolation(_ pieces: [HTML]) {
            let count = bytes.count + pieces.reduce(0) { $0 + $1.bytes.count }
            // Twice as much, because asking for just enough each time would copy all of it each time.
            if count > bytes.capacity { bytes.reserveCapacity(Swift.max(count, bytes.capacity * 2)) }
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }

        /// An address, in `href`, `src` or `action`.
        public mutating func appendInterpolation(_ link: Link) {
            Escape.append(link.address, to: &bytes)
        }

        /// Markup that stands only when the condition holds.
        public mutating func appendInterpolation(when condition: Bool, _ html: @autoclosure () -> HTML) {
            if condition { bytes.append(contentsOf: html().bytes) }
        }

        /// An attribute without a value: `<input\(flag: "required", must)>`.
        public mutating func appendInterpolation(flag name: StaticString, _ isOn: Bool) {
            guard isOn else { return }
            bytes.append(UInt8(ascii: " "))
            HTML.append(name, to: &bytes)
        }

        /// Markup that a converter made and made safe, such as Markdown's; greppable, and it says why.
        public mutating func appendInterpolation(unescaped markup: [UInt8], because reason: StaticString) {
            bytes.append(contentsOf: markup)
        }

        /// In debug builds, stops where the types cannot: an unquoted attribute, or text where an address belongs.
        private func checkPlaceForText() {
            assert(bytes.last != UInt8(ascii: "="), "quote the attribute")
            assert(
                !["href=\"", "src=\"", "action=\""].contains { bytes.suffix($0.utf8.count).elementsEqual($0.utf8) },
                "an address is a Link")
        }
    }
}
