/// A page of figures as Prometheus reads it: the text format, version 0.0.4.
///
///     var page = Exposition()
///     page.gauge("childcentre_connections", "Open connections.", 12)
public struct Exposition: Sendable {
    /// What the answer's `Content-Type` is.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The names and values that tell one line of a figure from another.
    public struct Labels: Sendable, ExpressibleByDictionaryLiteral {
        let pairs: [(name: String, value: String)]

        public init(dictionaryLiteral pairs: (StaticString, String)...) {
            self.pairs = pairs.map { ($0.description, $1) }
        }

        private init(_ pairs: [(name: String, value: String)]) {
            self.pairs = pairs
        }

        func with(_ name: String, _ value: String) -> Labels {
            Labels(pairs + [(name, value)])
        }
    }

    public private(set) var text = ""

    public init() {}

    /// A figure that goes up and down.
    public mutating func gauge(_ name: StaticString, _ help: String, _ value: Double) {
        begin(name, help, "gauge")
        line(name, "", [:], value)
    }

    /// A figure that only grows while the program runs.
    public mutating func counter(_ name: StaticString, _ help: String, _ value: Double) {
        begin(name, help, "counter")
        line(name, "", [:], value)
    }

    /// A growing figure with one line for each set of labels.
    public mutating func counters(_ name: StaticString, _ help: String, _ lines: [(Labels, Double)]) {
        begin(name, help, "counter")
        for (labels, value) in lines { line(name, "", labels, value) }
    }

    /// A figure that goes up and down, with one line for each set of labels.
    public mutating func gauges(_ name: StaticString, _ help: String, _ lines: [(Labels, Double)]) {
        begin(name, help, "gauge")
        for (labels, value) in lines { line(name, "", labels, value) }
    }

    /// How long things took, or how large they were.
    public mutating func histograms(
        _ name: StaticString, _ help: String, _ lines: [(Labels, Histogram)]
    ) {
        begin(name, help, "histogram")
        for (labels, histogram) in lines {
            for bucket in histogram.buckets {
                line(name, "_bucket", labels.with("le", Exposition.number(bucket.limit)), Double(bucket.count))
            }
            line(name, "_bucket", labels.with("le", "+Inf"), Double(histogram.count))
            line(name, "_sum", labels, histogram.sum)
            line(name, "_count", labels, Double(histogram.count))
        }
    }

    private mutating func begin(_ name: StaticString, _ help: String, _ kind: String) {
        let words = help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        text += "# HELP \(name) \(words)\n# TYPE \(name) \(kind)\n"
    }

    private mutating func line(_ name: StaticString, _ ending: String, _ labels: Labels, _ value: Double) {
        let inside = labels.pairs.map { "\($0.name)=\"\(Exposition.escaped($0.value))\"" }.joined(separator: ",")
        text += "\(name)\(ending)\(inside.isEmpty ? "" : "{\(inside)}") \(Exposition.number(value))\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    /// Whole numbers without a fraction, everything else as Swift prints it, which Prometheus reads.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if value == value.rounded(), abs(value) < 9e15 { return "\(Int64(value))" }
        return "\(value)"
    }
}
