import Basics
import Converters
import Files
import Glibc
import Synchronization
import Testing

@Suite("A workshop")
struct WorkshopTests {
    private func conversion(_ number: Int) -> Conversion {
        Conversion(.pdf, of: Array("\(number)".utf8))
    }

    private func place() -> String {
        "/tmp/childcentre-workshop-\(Hexadecimal.text(of: Randomness.bytes(8)))"
    }

    /// Asks until it is there.
    private func result(of conversion: Conversion, in workshop: Workshop, isKept: Bool = false) -> Workshop.Progress {
        while true {
            let progress = workshop.progress(of: conversion, isKept: isKept)
            switch progress {
            case .waiting, .working: usleep(5000)
            default: return progress
            }
        }
    }

    private func bytes(_ progress: Workshop.Progress) -> [UInt8]? {
        if case .done(let bytes) = progress { bytes } else { nil }
    }

    @Test("makes one thing at a time, each once, in the order in which they were asked for")
    func order() throws {
        let made = Mutex<[String]>([])
        let isOpen = Atomic(false)
        let workshop = Workshop(folder: place()) { _, folder, _ throws(ConverterFailure) in
            while !isOpen.load(ordering: .acquiring) { usleep(1000) }
            guard let source = try? Files.read("\(folder)/source.html", limit: 100),
                (try? Files.write(source, to: "\(folder)/result.pdf")) != nil
            else { throw .disk(reason: "test") }
            made.withLock { $0.append(String(decoding: source, as: UTF8.self)) }
        }
        for number in 0..<3 { _ = workshop.progress(of: conversion(number)) }
        // The same again is not made twice.
        if case .waiting(let behind, _) = workshop.progress(of: conversion(2)) {
            #expect(behind == 2)
        } else {
            Issue.record("it should wait")
        }
        #expect(workshop.load == 3)
        isOpen.store(true, ordering: .releasing)
        for number in (0..<3).reversed() {
            #expect(bytes(result(of: conversion(number), in: workshop)) == Array("\(number)".utf8))
        }
        #expect(made.withLock { $0 } == ["0", "1", "2"])
    }

    @Test("tells those who come when too many wait to come back, and serves the others")
    func full() throws {
        let isOpen = Atomic(false)
        let workshop = Workshop(folder: place()) { _, folder, _ throws(ConverterFailure) in
            while !isOpen.load(ordering: .acquiring) { usleep(1000) }
            try? Files.write([1], to: "\(folder)/result.pdf")
        }
        _ = workshop.progress(of: conversion(0))
        while true {
            if case .working = workshop.progress(of: conversion(0)) { break }
            usleep(1000)
        }
        for number in 1...Workshop.places {
            guard case .waiting(number, _) = workshop.progress(of: conversion(number)) else {
                Issue.record("\(number) should wait")
                continue
            }
        }
        var refused = 0
        for number in 100..<10_000 {
            if case .full = workshop.progress(of: conversion(number)) { refused += 1 }
        }
        #expect(refused == 9_900)
        #expect(workshop.load == Workshop.places + 1)
        isOpen.store(true, ordering: .releasing)
        for number in 0...Workshop.places { #expect(bytes(result(of: conversion(number), in: workshop)) == [1]) }
        #expect(bytes(result(of: conversion(200), in: workshop)) == [1])
    }

    @Test("says why something failed, and tries it again later")
    func failure() throws {
        let calls = Atomic(0)
        let workshop = Workshop(folder: place()) { recipe, folder, _ throws(ConverterFailure) in
            guard calls.wrappingAdd(1, ordering: .relaxed).newValue > 1 else { throw .tooSlow(recipe, seconds: 60) }
            try? Files.write([7], to: "\(folder)/result.pdf")
        }
        guard case .failed(.tooSlow(.pdf, 60)) = result(of: conversion(1), in: workshop) else {
            Issue.record("it should have failed")
            return
        }
        // Whoever asks at once reads the same; nothing is tried for nothing.
        guard case .failed = workshop.progress(of: conversion(1)) else {
            Issue.record("it should still be told")
            return
        }
        usleep(4_200_000)
        #expect(bytes(result(of: conversion(1), in: workshop)) == [7])
        #expect(calls.load(ordering: .relaxed) == 2)
    }

    @Test("keeps what was made of published documents beyond its own end, and drafts not")
    func keeping() throws {
        let (folder, shelf) = (place(), place())
        defer {
            for name in Files.names(in: shelf) { unsafe unlink("\(shelf)/\(name)") }
            unsafe rmdir(shelf)
        }
        let calls = Atomic(0)
        func open() -> Workshop {
            Workshop(folder: folder, keeping: shelf) { _, folder, _ throws(ConverterFailure) in
                calls.wrappingAdd(1, ordering: .relaxed)
                try? Files.write([9], to: "\(folder)/result.pdf")
            }
        }
        let first = open()
        #expect(bytes(result(of: conversion(1), in: first, isKept: true)) == [9])
        #expect(bytes(result(of: conversion(2), in: first)) == [9])
        #expect(Files.names(in: shelf) == ["\(conversion(1).digest).pdf"])
        let second = open()
        #expect(bytes(second.progress(of: conversion(1), isKept: true)) == [9])
        #expect(calls.load(ordering: .relaxed) == 2)
    }
}
