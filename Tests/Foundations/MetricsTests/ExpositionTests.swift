import Metrics
import Testing

@Suite("A page of figures")
struct ExpositionTests {
    @Test("has a line that explains, a line that types, and a line for each value")
    func lines() {
        var page = Exposition()
        page.gauge("house_connections", "Open connections.", 12)
        page.counters(
            "house_requests_total", "Requests.", [(["route": "/a", "status": "200"], 3)])
        #expect(
            page.text == """
                # HELP house_connections Open connections.
                # TYPE house_connections gauge
                house_connections 12
                # HELP house_requests_total Requests.
                # TYPE house_requests_total counter
                house_requests_total{route="/a",status="200"} 3

                """)
    }

    @Test("lets no value out of its quotation marks, and no help out of its line")
    func escaping() {
        var page = Exposition()
        page.gauges("house_odd", "One\nline \\ only.", [(["name": "a\"b\\c\nd"], 0.5)])
        #expect(page.text.split(separator: "\n").count == 3)
        #expect(page.text.contains(#"house_odd{name="a\"b\\c\nd"} 0.5"#))
        #expect(page.text.contains(#"# HELP house_odd One\nline \\ only."#))
    }

    @Test("counts each value in its bucket and in all larger ones")
    func histogram() {
        var histogram = Histogram(limits: [1, 0.1])
        for value in [0.05, 0.1, 0.5, 7] { histogram.add(value) }
        #expect(histogram.buckets.map(\.count) == [2, 3])
        #expect(histogram.count == 4)
        var page = Exposition()
        page.histograms("house_seconds", "Time.", [(["lane": "page"], histogram)])
        #expect(page.text.contains("house_seconds_bucket{lane=\"page\",le=\"0.1\"} 2\n"))
        #expect(page.text.contains("house_seconds_bucket{lane=\"page\",le=\"+Inf\"} 4\n"))
        #expect(page.text.contains("house_seconds_count{lane=\"page\"} 4\n"))
    }

    @Test(
        "writes numbers that Prometheus reads",
        arguments: [
            (1e300, "1e+300"), (0.001, "0.001"), (-3, "-3"), (.nan, "NaN"), (.infinity, "+Inf"), (1e-7, "1e-07"),
        ])
    func numbers(_ value: Double, _ text: String) {
        var page = Exposition()
        page.gauge("house_value", "A value.", value)
        #expect(page.text.hasSuffix("house_value \(text)\n"))
    }
}
