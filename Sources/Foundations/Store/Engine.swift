/// The databases that the house can stand on.
public enum Engine: String, Hashable, Sendable, CaseIterable {
    case sqlite, postgres
}
