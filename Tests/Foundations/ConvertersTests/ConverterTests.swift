import Converters
import Files
import Glibc
import Testing

@Suite("A converter")
struct ConverterTests {
    @Test("that is missing is named")
    func missing() throws {
        let standIn = try StandIn("true")
        #expect(throws: ConverterFailure.missing(.docx)) {
            try standIn.converter.run(.docx, in: standIn.folder, seconds: 5)
        }
        #expect(ConverterFailure.missing(.docx).description.contains("pandoc is not installed"))
    }

    @Test(
        "that fails says so with its number, by itself or by a signal",
        arguments: [("exit 3", 3), ("exec 2>&-; ulimit -f 1; head -c 1M /dev/zero > $2; exit $?", 153)])
    func fails(_ script: String, _ code: Int) throws {
        let standIn = try StandIn(script)
        #expect(throws: ConverterFailure.failed(.pdf, code: code)) { try standIn.run() }
    }

    @Test("that makes nothing has failed")
    func nothing() throws {
        let standIn = try StandIn("true")
        let conversion = Conversion(.pdf, of: [])
        #expect(throws: ConverterFailure.failed(.pdf, code: 0)) {
            _ = try conversion.carryOut(below: standIn.folder) { recipe, folder throws(ConverterFailure) in
                try standIn.converter.run(recipe, in: folder, seconds: 20)
            }
        }
        #expect(Files.names(in: standIn.folder) == [])
    }

    @Test("gets the document and what lies beside it, and gives the result; its folder goes")
    func works() throws {
        let standIn = try StandIn("cat source.html beside.txt > $2; echo $PWD > /dev/null")
        let conversion = Conversion(
            .pdf, of: Array("one ".utf8), with: ["beside.txt": Array("two".utf8), "../up": [], ".hidden": []])
        let result = try conversion.carryOut(below: standIn.folder) { recipe, folder throws(ConverterFailure) in
            #expect(Files.names(in: folder) == ["beside.txt", "source.html"])
            try standIn.converter.run(recipe, in: folder, seconds: 20)
        }
        #expect(String(decoding: result, as: UTF8.self) == "one two")
        #expect(!Files.exists(standIn.folder))
    }

    @Test("that does not end is ended at its deadline, with all that it started")
    func slow() throws {
        let standIn = try StandIn(
            "(sleep 600 & echo $! > inner; sleep 600) & echo $! > child; echo $$ > own; sleep 600")
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(throws: ConverterFailure.tooSlow(.pdf, seconds: 2)) { try standIn.run(seconds: 2) }
        }
        #expect(time < .seconds(20))
        for name in ["own", "child", "inner"] {
            let process = try #require(Int32(try standIn.text(name)))
            #expect(!StandIn.runs(process), "\(name)")
        }
    }

    @Test("leaves nobody behind when it ends by itself")
    func children() throws {
        let standIn = try StandIn("sleep 600 & echo $! > child; echo done > $2")
        try standIn.run()
        #expect(!StandIn.runs(try #require(Int32(try standIn.text("child")))))
    }

    @Test("is told nothing of the house: no variables, no files of others, nothing to read on its input")
    func secrets() throws {
        unsafe setenv("CHILDCENTRE_TEST_SECRET", "hush", 1)
        defer { unsafe unsetenv("CHILDCENTRE_TEST_SECRET") }
        let standIn = try StandIn("env > $2; cat >> $2; ls /proc/self/fd/ >> $2 2>/dev/null; exit 0")
        try standIn.run()
        #expect(!(try standIn.text().contains("hush")))
        #expect(try standIn.text().contains("HOME=\(standIn.folder)"))
    }

    @Test("reads no file of the house and writes none outside its folder", .enabled(if: Confinement.inForce.fromFiles))
    func files() throws {
        let standIn = try StandIn(
            """
            cat ../secret > $2 2>/dev/null && echo read >> $2
            echo x > ../outside 2>/dev/null && echo written >> $2
            cat /etc/shadow > /dev/null 2>&1 && echo shadow >> $2
            ls / > /dev/null 2>&1 && echo listed >> $2
            echo end >> $2
            """)
        try Files.write(Array("hush".utf8), to: "\(standIn.place)/secret")
        try standIn.run()
        #expect(try standIn.text() == "end")
        #expect(!Files.exists("\(standIn.place)/outside"))
    }

    @Test("opens no connection and leaves no group", .enabled(if: Confinement.inForce.fromNetwork))
    func network() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { it in
                unsafe bind(listener, it, size) == 0 && listen(listener, 5) == 0
                    && getsockname(listener, it, &size) == 0
            }
        }
        let port = UInt16(bigEndian: address.sin_port)
        #expect(isOpen)
        #expect(port > 0)
        let script = """
            (exec 3<>/dev/tcp/127.0.0.1/\(port)) 2>/dev/null && echo connected >> $2
            setsid true 2>/dev/null && echo fled >> $2
            kill -0 \(getpid()) 2>/dev/null && echo signalled >> $2
            echo end >> $2
            """
        let standIn = try StandIn(script)
        try standIn.run()
        #expect(try standIn.text() == "end")
        // The same outside, so that the test cannot pass for another reason.
        let outside = unsafe system("bash -c '(exec 3<>/dev/tcp/127.0.0.1/\(port))' && setsid true")
        #expect(outside == 0)
    }

    @Test("has limits of memory, time and size")
    func limits() throws {
        let standIn = try StandIn("(ulimit -v; ulimit -t; ulimit -f; ulimit -c; ulimit -n) > $2")
        try standIn.run(seconds: 30)
        #expect(try standIn.text().split(separator: "\n") == ["3145728", "35", "65536", "0", "256"])
    }

    @Test("is recognised by all that goes in", arguments: Recipe.allCases)
    func digests(_ recipe: Recipe) {
        let all = [
            Conversion(recipe, of: [1]), Conversion(recipe, of: [2]), Conversion(recipe, of: [1], with: ["a": [1]]),
            Conversion(recipe, of: [1], with: ["b": [1]]), Conversion(recipe, of: [1], with: ["a": [2]]),
        ]
        #expect(Set(all.map(\.digest)).count == all.count)
        #expect(Conversion(recipe, of: [1]).digest == all[0].digest)
    }
}
