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

/// The C libraries of Debian, and the C targets of our own.
enum Library: String, CaseIterable {
    case sqlite = "CSQLite"
    case postgres = "CPostgres"
    case icu = "CICU"
    case sodium = "CSodium"
    case markdown = "CMarkdown"
    case stemmer = "CStemmer"
    case openssl = "COpenSSL"
    case qrCode = "CQRCode"
    case curl = "CCurl"
    case system = "CSystem"
    case assets = "CAssets"
}

/// No domain knowledge; each stands on foundations listed before it.
enum Foundation: String, CaseIterable {
    case basics = "Basics"
    case threads = "Threads"
    case metrics = "Metrics"
    case markup = "Markup"
    case csv = "CSV"
    case files = "Files"
    case sealing = "Sealing"
    case store = "Store"
    case http = "HTTP"
    case server = "HTTPServer"
    case assets = "Assets"
    case languages = "Languages"
    case calendar = "Calendar"
    case journal = "Journal"
    case signatures = "Signatures"
    case passkeys = "Passkeys"
    case codes = "OneTimeCodes"
    case openID = "OpenID"
    case identity = "Identity"
    case mail = "Mail"
    case web = "Web"
    case documents = "Documents"
    case search = "Search"
    case converters = "Converters"
    case room = "Room"
}

func systemLibrary(_ library: Library, pkgConfig: String? = nil, package: String) -> Target {
    .systemLibrary(
        name: library.rawValue, path: "Sources/CLibraries/\(library.rawValue)",
        pkgConfig: pkgConfig, providers: [.apt([package])])
}

func cTarget(_ library: Library, links: String...) -> Target {
    .target(
        name: library.rawValue, path: "Sources/CLibraries/\(library.rawValue)",
        linkerSettings: links.map { .linkedLibrary($0) })
}

/// A room stands on every foundation that rooms may use and on the shared domain; there is no word here for another room.
func room(_ name: String, in folder: String? = nil, of rooms: String = "Sources/Rooms") -> [Target] {
    let path = folder.map { "\($0)/\(name)" } ?? name
    let lower: [Foundation] = [
        .basics, .markup, .store, .languages, .calendar, .journal, .passkeys, .codes, .openID, .identity, .mail, .http,
        .web, .documents,
        .search, .converters, .room,
    ]
    return [
        .target(
            name: name, dependencies: dependencies(lower.map(\.rawValue) + ["Cooperation"]),
            path: "\(rooms)/\(path)", swiftSettings: settings)
    ]
}

func dependencies(_ names: [String]) -> [Target.Dependency] {
    names.map { .target(name: $0) }
}

/// `tests` and `support` are what its tests use beside it: C libraries, and targets of tests.
func foundation(
    _ it: Foundation, on lower: [Foundation] = [], library: Library..., tests: [Library] = [],
    support: String..., tested: Bool = true
) -> [Target] {
    let name = it.rawValue
    let its = lower.map(\.rawValue) + library.map(\.rawValue)
    let target = Target.target(
        name: name, dependencies: dependencies(its), path: "Sources/Foundations/\(name)", swiftSettings: settings)
    guard tested else { return [target] }
    return [
        target,
        .testTarget(
            name: "\(name)Tests",
            dependencies: dependencies([name] + lower.map(\.rawValue) + tests.map(\.rawValue) + support),
            path: "Tests/Foundations/\(name)Tests", swiftSettings: settings),
    ]
}

let package = Package(
    name: "child-centre",
    targets: [
        systemLibrary(.sqlite, pkgConfig: "sqlite3", package: "libsqlite3-dev"),
        systemLibrary(.postgres, pkgConfig: "libpq", package: "libpq-dev"),
        systemLibrary(.sodium, pkgConfig: "libsodium", package: "libsodium-dev"),
        systemLibrary(.markdown, pkgConfig: "libcmark-gfm", package: "libcmark-gfm-dev"),
        systemLibrary(.stemmer, package: "libstemmer-dev"),
        systemLibrary(.openssl, pkgConfig: "libcrypto", package: "libssl-dev"),
        systemLibrary(.qrCode, pkgConfig: "libqrencode", package: "libqrencode-dev"),
        cTarget(.icu, links: "icui18n", "icuuc"),
        cTarget(.curl, links: "curl"),
        cTarget(.system),
        cTarget(.assets),
    ]
        + foundation(.basics, library: .sodium)
        + foundation(.threads, library: .system)
        + foundation(.metrics)
        + foundation(.markup, on: [.basics])
        + foundation(.csv)
        + foundation(.files, tested: false)
        + foundation(.sealing, on: [.basics, .files], library: .sodium)
        + foundation(
            .store, on: [.basics, .threads, .sealing], library: .sqlite, .postgres, support: "StoreTesting")
        + foundation(.journal, on: [.basics, .threads, .store], support: "StoreTesting")
        + foundation(.http, on: [.basics, .threads])
        + foundation(.server, on: [.basics, .threads, .http], library: .system)
        + foundation(.assets, on: [.basics], library: .assets)
        + foundation(.languages, on: [.basics], library: .icu, .assets)
        + foundation(.signatures, library: .openssl, .sodium, tests: [.openssl])
        + foundation(.passkeys, on: [.basics, .signatures], tests: [.openssl], support: "SoftAuthenticator")
        + [
            .target(
                name: "SoftAuthenticator",
                dependencies: dependencies(["Basics", "Passkeys", "Signatures", "COpenSSL"]),
                path: "Tests/SoftAuthenticator", swiftSettings: settings)
        ]
        + foundation(.codes, on: [.basics, .markup], library: .qrCode, .openssl)
        + foundation(
            .openID, on: [.basics, .markup, .signatures], library: .curl, support: "SoftAuthenticator")
        + foundation(
            .identity,
            on: [.basics, .sealing, .store, .assets, .languages, .journal, .signatures, .passkeys, .codes, .openID],
            library: .sodium, support: "EngineTesting", "StoreTesting")
        + foundation(
            .mail, on: [.basics, .threads, .sealing, .store, .journal, .identity], library: .curl,
            support: "EngineTesting",
            "StoreTesting")
        + foundation(.calendar, on: [.basics, .languages])
        + foundation(.web, on: [.basics, .markup, .http])
        + foundation(.documents, on: [.markup], library: .markdown)
        + foundation(.search, on: [.basics], library: .stemmer)
        + foundation(.converters, on: [.basics, .threads, .files], library: .system)
        + foundation(
            .room, on: [.basics, .markup, .store, .passkeys, .openID, .identity, .languages, .http, .web, .converters],
            tested: false)
        + [
            .target(
                name: "Cooperation",
                dependencies: dependencies([
                    "Basics", "Calendar", "CSV", "Documents", "Files", "Identity", "Journal", "Languages", "Mail",
                    "Markup", "Room", "Sealing", "Search", "Store", "Web",
                ]),
                path: "Sources/Cooperation", swiftSettings: settings),
            .testTarget(
                name: "CooperationTests",
                dependencies: dependencies([
                    "Basics", "Calendar", "Cooperation", "CSV", "EngineTesting", "Files", "Identity", "Journal",
                    "Languages", "Markup",
                    "Search", "Store", "StoreTesting", "Web",
                ]),
                path: "Tests/CooperationTests", swiftSettings: settings),
        ]
        + room("FrontDoor")
        + room("Strategy", in: "Policymakers")
        + room("Meetings", in: "Policymakers")
        + room("Finances", in: "Policymakers")
        + room("AnnualReport", in: "Policymakers")
        + room("Archive")
        + room("Scientists")
        + room("OpenData")
        + room("Desk")
        + room("Doors")
        + room("Members")
        + room("Postbox")
        + [
            .target(
                name: "House",
                dependencies: dependencies(
                    Foundation.allCases.map(\.rawValue)
                        + [
                            "Cooperation", "FrontDoor", "Strategy", "Meetings", "Finances", "AnnualReport", "Archive",
                            "Scientists", "OpenData", "Desk", "Doors", "Members", "Postbox",
                        ]),
                path: "Sources/House", swiftSettings: settings),
            .executableTarget(
                name: "childcentre",
                dependencies: dependencies(
                    [
                        "AnnualReport", "Assets", "Basics", "Converters", "Cooperation", "Files", "House", "HTTP",
                        "HTTPServer", "Identity", "Journal", "Languages", "Mail", "Markup", "Room", "Sealing",
                        "Store", "Threads",
                        "Web",
                    ]),
                path: "Sources/childcentre", swiftSettings: settings),
            .target(
                name: "HouseTesting",
                dependencies: dependencies([
                    "Basics", "Converters", "Cooperation", "House", "HTTP", "Identity", "Markup", "Room", "Store",
                    "StoreTesting", "Threads",
                ]),
                path: "Sources/HouseTesting", swiftSettings: settings),
        ]
        + room("Notebook", of: "Tests/Rooms")
        + [
            .target(
                name: "StoreTesting", dependencies: dependencies(["Basics", "CPostgres", "Store"]),
                path: "Tests/StoreTesting", swiftSettings: settings),
            .target(
                name: "EngineTesting", dependencies: dependencies(["Store", "StoreTesting"]),
                path: "Tests/EngineTesting", swiftSettings: settings),
            .testTarget(
                name: "HouseTests",
                dependencies: dependencies([
                    "AnnualReport", "Basics", "Converters", "Cooperation", "EngineTesting", "House", "HouseTesting",
                    "HTTP", "Journal",
                    "Identity", "Languages", "Markup", "Room", "Store", "StoreTesting", "Web",
                ]),
                path: "Tests/HouseTests", exclude: ["migrations.txt"], swiftSettings: settings),
            .testTarget(
                name: "OperatingTests",
                dependencies: dependencies([
                    "Basics", "Cooperation", "Files", "House", "HouseTesting", "HTTP", "HTTPServer", "Identity",
                    "Journal", "Languages", "Markup", "OneTimeCodes", "Sealing", "Store", "StoreTesting", "Threads",
                ]),
                path: "Tests/OperatingTests", swiftSettings: settings),
            .testTarget(
                name: "NotebookTests",
                dependencies: dependencies([
                    "Notebook", "HouseTesting", "Basics", "EngineTesting", "House", "HTTP", "Journal", "Store",
                ]),
                path: "Tests/Rooms/NotebookTests", swiftSettings: settings),
            .testTarget(
                name: "MembersTests",
                dependencies: dependencies([
                    "Basics", "Cooperation", "EngineTesting", "House", "HouseTesting", "HTTP", "Identity", "Store",
                    "Threads",
                    "Web",
                ]),
                path: "Tests/Rooms/MembersTests", swiftSettings: settings),
            .testTarget(
                name: "PostboxTests",
                dependencies: dependencies([
                    "Basics", "Cooperation", "EngineTesting", "HouseTesting", "HTTP", "House", "Identity", "Mail",
                    "Store", "Web",
                ]),
                path: "Tests/Rooms/PostboxTests", swiftSettings: settings),
            .testTarget(
                name: "DeskTests",
                dependencies: dependencies([
                    "HouseTesting", "Basics", "Cooperation", "EngineTesting", "House", "HTTP", "Identity", "Journal",
                    "Store",
                ]),
                path: "Tests/Rooms/DeskTests", swiftSettings: settings),
            .testTarget(
                name: "OpenDataTests",
                dependencies: dependencies([
                    "Basics", "Cooperation", "CSV", "EngineTesting", "House", "HouseTesting", "HTTP", "Room", "Store",
                    "Web",
                ]),
                path: "Tests/Rooms/OpenDataTests", swiftSettings: settings),
            .testTarget(
                name: "DoorsTests",
                dependencies: dependencies([
                    "Basics", "Cooperation", "EngineTesting", "House", "HouseTesting", "HTTP", "Identity", "Journal",
                    "Languages", "Markup", "OneTimeCodes", "Passkeys", "Room", "Signatures", "SoftAuthenticator",
                    "Store", "Web",
                ]),
                path: "Tests/Rooms/DoorsTests", swiftSettings: settings),
            .executableTarget(
                name: "childcentre-bench",
                dependencies: dependencies([
                    "Basics", "Cooperation", "House", "HouseTesting", "HTTP", "HTTPServer", "Identity", "Journal",
                    "Notebook", "Passkeys", "Room", "Signatures", "SoftAuthenticator", "Store", "Threads",
                ]),
                path: "Benchmarks/Sources", swiftSettings: settings),
        ]
)
