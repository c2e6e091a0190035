import Basics
import HTTP
import Markup
import Room
import Web

/// One thing that a program can ask: the address, what may be asked with it, how it is answered, and what all that is
/// called in the description.
struct Operation: Sendable {
    let address: String
    /// The name of the operation in the description, in one word.
    let name: String
    let summary: String
    var parameters: [Parameter] = []
    /// The media type of the answer.
    var type = "application/json"
    /// The JSON Schema of the answer.
    let schema: JSON
    /// Whether it is about one record, which may not be there.
    var isOne = false
    /// Whether it may lead on to a further page.
    var isPaged = false
    /// How the address leads on to others (OpenAPI 3.1, link objects).
    var links: JSON?
    var lane = HTTPLane.page
    let answer: @Sendable (Asked) throws -> Outcome

    /// Registers the address. Whoever asks is refused at once where they cannot read the answer or asked for what is not known.
    func add(to routes: inout Routes<Visitor, Outcome>) {
        let handle = { @Sendable (visitor: Visitor, record: String?) throws -> Outcome in
            guard HTTPAccept.allows(type, in: visitor.request.fields[.accept]) else {
                throw Problem(.notAcceptable, "This address answers with \(type).")
            }
            return try answer(Asked(visitor, record: record, of: parameters))
        }
        if isOne {
            routes.get(Path<String>(declared: address), lane: lane) { try handle($0, $1) }
        } else {
            routes.get(Address(declared: address), lane: lane) { try handle($0, nil) }
        }
    }
}

/// What a program asked, checked: every value fits its parameter.
struct Asked {
    let visitor: Visitor
    /// The ref or number in the address.
    let record: String?
    private let values: [String: String]

    init(_ visitor: Visitor, record: String?, of parameters: [Parameter]) throws {
        self.visitor = visitor
        self.record = record
        try visitor.query.only(parameters.map(\.name))
        var values: [String: String] = [:]
        for (name, value) in visitor.query.pairs {
            guard let parameter = parameters.first(where: { $0.name == name }) else { continue }
            guard parameter.fits(value) else {
                throw Problem(.badRequest, "Expected \(parameter.expectation).", parameter: name)
            }
            values[name] = value
        }
        self.values = values
    }

    subscript(_ name: String) -> String? { values[name] }

    /// The language asked for in the address, else by the client, else the network's first.
    var language: Language { values["language"].flatMap(Language.init(rawValue:)) ?? visitor.language }

    /// The same question from another place on.
    func next(_ cursor: String) -> Link? {
        let pairs = visitor.query.pairs.filter { $0.name != "after" }.map { (name: $0.name, value: Optional($0.value)) }
        return Link(path: visitor.request.path)?.with(pairs + [("after", cursor)])
    }

    /// The answer, which everybody may keep and must ask about again, with the next page in its head where there is one.
    func answer(_ bytes: [UInt8], type: String = "application/json", next: Link? = nil, _ more: HTTPFields = [:])
        -> Outcome
    {
        var fields = more
        fields[.vary] = "Accept, Accept-Language"
        if let next { fields[.link] = "<\(next.address)>; rel=\"next\"" }
        return .with(fields, .file(HTTPFile(bytes: bytes, contentType: type, cacheControl: "public, no-cache")))
    }
}
