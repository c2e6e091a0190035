public import Basics

/// What a connection keeps of what it read, as long as nobody commits.
struct KeptThings {
    struct Name: Hashable {
        let place: String
        let language: Language?
        let sight: Sight
    }

    var version: Int64 = -1
    var things: [Name: Any] = [:]
}

extension Connection {
    /// What the closure makes of the database, kept for the next time until somebody commits.
    ///
    ///     let choices = try store.kept("activity choices", for: say.language) { … }
    ///
    /// For what many pages need and few writes change. It may depend on the database alone as the reader sees it, and on the
    /// language where one is named; the name stands in one place of the code. A connection that writes keeps nothing.
    public func kept<Thing>(
        _ name: StaticString, for language: Language? = nil, make: () throws -> Thing
    ) throws -> Thing {
        guard !needsTransaction else { return try make() }
        let version = try dataVersion()
        if keptThings.version != version { keptThings = KeptThings(version: version) }
        let name = KeptThings.Name(place: name.description, language: language, sight: sight)
        if let known = keptThings.things[name], let thing = known as? Thing { return thing }
        let thing = try make()
        keptThings.things[name] = thing
        return thing
    }
}
