public import Basics
import CCurl
import Markup
import Signatures

extension Provider {
    /// Where the provider is asked for what (OpenID Connect Discovery 1.0).
    public struct Description: Sendable, Hashable {
        let authorization, token, keys: String
        let takesBasic: Bool

        /// Reads what the provider says of itself; it has to be the one that was asked.
        init(_ json: JSON, of provider: Provider) throws(OpenIDFault) {
            guard json["issuer"]?.asText.map({ $0.utf8.elementsEqual(provider.issuer.utf8) }) == true,
                let authorization = json["authorization_endpoint"]?.asText, Provider.isSafe(authorization),
                let token = json["token_endpoint"]?.asText, Provider.isSafe(token),
                let keys = json["jwks_uri"]?.asText, Provider.isSafe(keys)
            else { throw .description }
            self.authorization = authorization
            self.token = token
            self.keys = keys
            let methods = json["token_endpoint_auth_methods_supported"]?.asList
            takesBasic = methods?.contains("client_secret_basic") ?? true
        }
    }

    /// Asks the provider for its description. Waits up to ten seconds, so only in the slow lane.
    public func description() throws(OpenIDFault) -> Description {
        let stem = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        return try Description(fetch(stem + "/.well-known/openid-configuration"), of: self)
    }

    /// Where somebody is sent to sign in, and who is to come back to `place`.
    public func address(_ description: Description, for journey: Journey, back place: String) -> String {
        let query = Provider.form([
            ("response_type", "code"), ("client_id", client), ("redirect_uri", place),
            ("scope", "openid email profile"),
            ("state", journey.state), ("nonce", journey.nonce), ("code_challenge", journey.challenge),
            ("code_challenge_method", "S256"),
        ])
        return description.authorization + (description.authorization.contains("?") ? "&" : "?") + query
    }

    /// Who came back with a code: asks the provider for the token, and checks it. Waits up to 30 seconds.
    public func person(
        code: String, on journey: Journey, back place: String, at now: Moment
    ) throws(OpenIDFault) -> ProvidedPerson {
        let description = try description()
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", place),
            ("code_verifier", journey.verifier),
        ]
        var authorization: String?
        if description.takesBasic {
            let pair = "\(Link.encoded(client)):\(Link.encoded(secret))"
            authorization = "Basic " + Base64.text(of: Array(pair.utf8))
        } else {
            fields += [("client_id", client), ("client_secret", secret)]
        }
        let answer = try fetch(description.token, form: Provider.form(fields), authorization: authorization)
        guard let token = answer["id_token"]?.asText else { throw .noToken }
        let keys = try fetch(description.keys)
        return try ProvidedPerson(token, keys: keys, from: self, on: journey, at: now)
    }

    private static func form(_ fields: [(String, String)]) -> String {
        fields.map { "\(Link.encoded($0.0))=\(Link.encoded($0.1))" }.joined(separator: "&")
    }

    private static let isReady = ccurl_prepare()
    private static let longest = 256 << 10

    private func fetch(_ address: String, form: String? = nil, authorization: String? = nil) throws(OpenIDFault) -> JSON
    {
        guard Provider.isReady, Provider.isSafe(address) else { throw .unreachable }
        var bytes = [UInt8](repeating: 0, count: Provider.longest), length = 0, status = 0
        let isPlain = Provider.isOnThisMachine(address)
        let code = unsafe ccurl_fetch(
            address, form, authorization, isPlain, &bytes, bytes.count, &length, &status)
        guard code == 0, status == 200 else { throw .unreachable }
        guard let json = try? JSON(reading: Array(bytes.prefix(length))) else { throw .unreadable }
        return json
    }
}
