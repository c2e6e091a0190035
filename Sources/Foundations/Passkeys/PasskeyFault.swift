/// Why a ceremony was refused. For the log and for tests; people are told only that it did not work.
public enum PasskeyFault: String, Error, Sendable, Hashable, CaseIterable {
    case tooLong, clientData, type, challenge, origin, crossOrigin
    case attestation, authenticatorData, otherHouse, notPresent, notVerified, backup
    case credential, key, algorithm, extensions, trailing
    case signature, count, person
}
