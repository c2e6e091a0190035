import Threads

/// Where documents become other documents: one at a time, in the order in which they were asked for.
///
/// Whoever wants one asks again until it is there; nobody's thread waits. Results are kept for a while, those of
/// published documents on the disk.
public final class Workshop: Sendable {
    /// How far a conversion has come.
    public enum Progress: Sendable {
        /// It waits behind so many others, for so many seconds.
        case waiting(behind: Int, seconds: Int)
        /// It has been worked on for so many seconds.
        case working(seconds: Int)
        case done([UInt8])
        case failed(ConverterFailure)
        /// Too many wait already; come back later.
        case full
    }

    /// What lies ready for every document of a house.
    public struct Materials: Sendable {
        /// The style sheet that stands inside documents which leave the house.
        public var style: [UInt8]
        /// What lies beside the document for a recipe, by file name.
        public var companions: [Recipe: [String: [UInt8]]]

        public init(style: [UInt8] = [], companions: [Recipe: [String: [UInt8]]] = [:]) {
            self.style = style
            self.companions = companions
        }
    }

    /// How many may wait.
    public static let places = 16
    public let materials: Materials

    private let state: Monitor<Counter>
    private let shelf: KeptResults?
    private let thread: Thread?

    /// - Parameters:
    ///   - folder: where conversions take place; made when the first one does.
    ///   - keeping: where the results of published documents are kept; nil keeps them in memory for a while, as drafts.
    ///   - convert: carries out a recipe in a folder within so many seconds; called on the workshop's own thread.
    public init(
        folder: String, keeping: String? = nil, materials: Materials = Materials(),
        convert: @escaping @Sendable (Recipe, String, Int) throws(ConverterFailure) -> Void
    ) {
        self.materials = materials
        let shelf = keeping.map { KeptResults(folder: $0) }
        self.shelf = shelf
        let state = Monitor(Counter())
        self.state = state
        thread = Thread(named: "workshop") {
            while let job = state.wait(until: { $0.next() }) {
                guard let job else { return }
                let result = Self.carryOut(job.conversion, in: folder, convert)
                if job.isKept, case .success(let bytes) = result { shelf?.keep(bytes, of: job.conversion) }
                state.change { $0.finish(job, result) }
            }
        }
    }

    deinit {
        state.change { $0.isClosing = true }
        thread?.letGo()
    }

    /// How far a conversion has come; it is begun when it is asked for the first time.
    ///
    /// Of a published document (`isKept`) the result is kept on the disk, for whoever asks next.
    public func progress(of conversion: Conversion, isKept: Bool = false) -> Progress {
        if isKept, let bytes = shelf?.result(of: conversion) { return .done(bytes) }
        return state.change { $0.progress(of: conversion, isKept: isKept) }
    }

    /// How many wait or are being worked on.
    public var load: Int { state.locked { $0.jobs.count } }

    private static func carryOut(
        _ conversion: Conversion, in folder: String,
        _ convert: @escaping @Sendable (Recipe, String, Int) throws(ConverterFailure) -> Void
    ) -> Result<[UInt8], ConverterFailure> {
        do throws(ConverterFailure) {
            let bytes = try conversion.carryOut(below: folder) { recipe, own throws(ConverterFailure) in
                try convert(recipe, own, recipe.seconds)
            }
            return .success(bytes)
        } catch {
            return .failure(error)
        }
    }
}
