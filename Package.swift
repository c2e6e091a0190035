// swift-tools-version: 6.2
import PackageDescription

/// The whole house on two pages: C libraries, foundations, the shared domain, rooms, the house.
///
/// A foundation may name foundations listed before it; a room may name foundations and `Cooperation`,
/// never another room: the types below have no word for it.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// The C libraries of Debian, and the two C targets of our own.
enum Library: String, CaseIterable {
    case sqlite = "CSQLite"
    case icu = "CICU"
    case sodium = "CSodium"
    case markdown = "CMarkdown"
    case system = "CSystem"
    case assets = "CAssets"
}

/// No domain knowledge; each stands on foundations listed before it.
enum Foundation: String, CaseIterable {
    case basics = "Basics"
    case markup = "Markup"
    case store = "Store"
    case http = "HTTP"
    case server = "HTTPServer"
    case assets = "Assets"
    case languages = "Languages"
    case journal = "Journal"
    case web = "Web"
    case documents = "Documents"
    case room = "Room"
}

func systemLibrary(_ library: Library, pkgConfig: String? = nil, package: String) -> Target {
    .systemLibrary(
        name: library.rawValue, path: "Sources/CLibraries/\(library.rawValue)",
        pkgConfig: pkgConfig, providers: [.apt([package])])
}

func cTarget(_ library: Library) -> Target {
    .target(name: library.rawValue, path: "Sources/CLibraries/\(library.rawValue)")
}

func dependencies(_ names: [String]) -> [Target.Dependency] {
    names.map { .target(name: $0) }
}

func foundation(_ it: Foundation, on lower: [Foundation] = [], library: Library? = nil, tested: Bool = true) -> [Target] {
    let name = it.rawValue
    let its = lower.map(\.rawValue) + (library.map { [$0.rawValue] } ?? [])
    let target = Target.target(
        name: name, dependencies: dependencies(its), path: "Sources/Foundations/\(name)", swiftSettings: settings)
    guard tested else { return [target] }
    return [
        target,
        .testTarget(
            name: "\(name)Tests", dependencies: dependencies([name] + lower.map(\.rawValue)),
            path: "Tests/Foundations/\(name)Tests", swiftSettings: settings),
    ]
}

let package = Package(
    name: "child-centre",
    targets: [
        systemLibrary(.sqlite, pkgConfig: "sqlite3", package: "libsqlite3-dev"),
        systemLibrary(.sodium, pkgConfig: "libsodium", package: "libsodium-dev"),
        cTarget(.system),
    ]
        + foundation(.basics, library: .sodium)
        + foundation(.markup, on: [.basics])
        + foundation(.store, on: [.basics], library: .sqlite)
        + foundation(.journal, on: [.basics, .store])
)
