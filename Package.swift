// swift-tools-version: 6.2
import PackageDescription

/// The same strictness for every room of the house.
let settings: [SwiftSetting] = [
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
  .enableUpcomingFeature("ExistentialAny"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
  .enableUpcomingFeature("InternalImportsByDefault"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
  .enableUpcomingFeature("MemberImportVisibility"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0458-strict-memory-safety.md
  .strictMemorySafety(),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0443-warning-control-flags.md
  .treatAllWarnings(as: .error),
]

/// Rooms that every line and every phrase of the data goes through: unoptimized, a test run would wait
/// for minutes in them, in learning above all.
let quickSettings = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// Rooms of numeric work over generic types, which is only quick where a room is compiled as a whole.
let wholeSettings =
  settings
  + [.unsafeFlags(["-O", "-wmo", "-num-threads", "2"], .when(configuration: .debug))]

/// A released program carries the Swift libraries in it: that halves the time it takes to start, and
/// it runs where no Swift is installed. The names are what Foundation's own static library asks for.
/// Where a toolchain has no static libraries, CALCIQ_DYNAMIC=1 does without.
let staticLibraries: [LinkerSetting] =
  Context.environment["CALCIQ_DYNAMIC"] != nil
  ? []
  : [
    .unsafeFlags(
      [
        "-static-stdlib", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims",
        "-l_FoundationCollections", "-lswiftSynchronization",
        // Relocations as a bitmap: some megabytes less. glibc 2.36 is the first to read it.
        "-use-ld=lld", "-Xlinker", "-z", "-Xlinker",
        "pack-relative-relocs",
        // Nobody looks a name up in the program: three megabytes less.
        "-Xlinker", "--no-export-dynamic",
      ], .when(platforms: [.linux], configuration: .release))
  ]

func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], _ settings: [SwiftSetting] = settings
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "calciq",
  products: [.executable(name: "calciq", targets: ["calciq"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    room("Storage", [], quickSettings),
    room("Language", [], wholeSettings),
    room("LabValues", [], quickSettings),
    room("Knowledge", ["LabValues"], quickSettings),
    // What every folder has without writing it: the files of BuiltIn, in the program itself.
    .target(name: "CBuiltIn"),
    room(
      "KnowledgeFiles",
      [
        "CBuiltIn", "Knowledge", "LabValues", "Language", "Storage",
        .product(name: "Yams", package: "Yams"),
      ], quickSettings),
    .target(name: "CWeightSums"),
    .target(name: "CLargePages"),
    room("Matching", ["CLargePages", "CWeightSums", "Language", "Storage"], wholeSettings),
    room("Conversation", ["Language", "Matching", "Knowledge", "LabValues"], quickSettings),
    room("Authoring", ["Knowledge", "KnowledgeFiles", "Language", "Storage"]),
    room(
      "Checking",
      ["Conversation", "Knowledge", "KnowledgeFiles", "LabValues", "Language", "Matching"]),
    room(
      "Startup",
      ["CLargePages", "Conversation", "Knowledge", "KnowledgeFiles", "Language", "Storage"]),
    room("Rendering", ["Conversation", "Knowledge"]),
    .target(
      name: "CEditLineShim", exclude: ["install-libedit.sh"],
      linkerSettings: [.linkedLibrary("edit")]),
    room("Shell", ["CEditLineShim", "Conversation", "Rendering", "Storage"]),
    room(
      "Transcripts", ["Conversation", "Knowledge", "LabValues", "Language", "Rendering"]),
    .target(name: "CPty"),
    room(
      "ReplayDoors",
      [
        "CPty", "LabValues", "Language", "LineClient", "LineProtocol",
        "Rendering", "Storage", "Transcripts",
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    room(
      "LineProtocol",
      ["Conversation", "Rendering", .product(name: "NIOCore", package: "swift-nio")]),
    room(
      "LineClient",
      [
        "Conversation", "LineProtocol",
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    .target(name: "CTokenHash", linkerSettings: [.linkedLibrary("crypt")]),
    .target(
      name: "LineServer",
      dependencies: [
        "CTokenHash", "Conversation", "LabValues", "LineProtocol", "Rendering",
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], exclude: ["Documentation"], swiftSettings: settings),
    room(
      "Connecting",
      [
        "Conversation", "LineClient", "LineProtocol", "Rendering", "Shell",
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    room("Diagnosing", ["LineServer"]),
    .executableTarget(
      name: "calciq",
      dependencies: [
        "Authoring", "Checking", "Connecting", "Conversation", "Diagnosing", "Knowledge",
        "KnowledgeFiles",
        "LabValues", "Language", "LineClient", "LineProtocol", "LineServer", "Rendering",
        "ReplayDoors",
        "Shell", "Startup", "Storage", "Transcripts",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Documentation"],
      swiftSettings: settings,
      linkerSettings: staticLibraries),
    .target(
      name: "TestSupport",
      dependencies: ["Conversation", "Knowledge", "KnowledgeFiles", "LabValues"],
      path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "ConversationTests",
      dependencies: [
        "Conversation", "Knowledge", "LabValues", "Language", "Matching", "Rendering",
        "TestSupport",
      ],
      exclude: ["Fixtures"], swiftSettings: settings),
    tests(
      "AuthoringTests", ["Authoring", "Checking", "Conversation", "Knowledge", "KnowledgeFiles"]),
    tests(
      "CheckingTests", ["Checking", "Conversation", "Knowledge", "KnowledgeFiles", "TestSupport"]),
    tests(
      "IntentsTests",
      [
        "Checking", "Conversation", "Knowledge", "KnowledgeFiles", "LabValues", "Rendering",
        "TestSupport",
        .product(name: "Yams", package: "Yams"),
      ]),
    tests("KnowledgeFilesTests", ["Knowledge", "KnowledgeFiles", "Language", "TestSupport"]),
    .testTarget(
      name: "LabValuesTests", dependencies: ["LabValues", .product(name: "Yams", package: "Yams")],
      exclude: ["Fixtures"], swiftSettings: settings),
    tests(
      "StartupTests",
      ["Conversation", "Knowledge", "KnowledgeFiles", "Language", "Startup", "Storage"]),
    tests("StorageTests", ["Storage"]),
    tests(
      "ConnectingTests",
      [
        "Connecting", "Conversation", "LineClient", "LineProtocol", "LineServer", "Rendering",
        "Shell", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    .testTarget(
      name: "LineServerTests",
      dependencies: [
        "Conversation", "LabValues", "LineProtocol", "LineServer", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], exclude: ["Fixtures"], swiftSettings: settings),
    tests("LineClientTests", ["LineClient", .product(name: "NIOCore", package: "swift-nio")]),
    tests(
      "LineProtocolTests",
      [
        "Conversation", "LineProtocol", "Rendering", "TestSupport",
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    tests("DiagnosingTests", ["Conversation", "Diagnosing", "LineServer"]),
    tests("LanguageTests", ["Language"]),
    tests("MatchingTests", ["Language", "Matching"]),
    tests(
      "TranscriptsTests", ["Conversation", "Knowledge", "LabValues", "Language", "Transcripts"]),
    tests(
      "ReplayDoorsTests",
      ["Conversation", "Knowledge", "LabValues", "LineProtocol", "ReplayDoors", "Transcripts"]),
    tests(
      "EveryTranscriptTests",
      [
        "Checking", "Conversation", "Knowledge", "KnowledgeFiles", "ReplayDoors", "TestSupport",
        "Transcripts",
      ]),
    tests("RenderingTests", ["Conversation", "Knowledge", "Rendering"]),
    tests("ShellTests", ["Shell", "Conversation", "Rendering", "Storage"]),
    tests(
      "ProgramTests",
      [
        "calciq", "Conversation", "Shell", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// Measuring and fuzzing are nobody's business in a plain build: see `make bench` and `make fuzz`.
if Context.environment["CALCIQ_BENCHMARKS"] != nil {
  package.targets += [
    .executableTarget(
      name: "calciq-bench",
      dependencies: [
        "Conversation", "Knowledge", "KnowledgeFiles", "LabValues", "Language", "Matching",
        "Startup", "Storage",
      ], path: "Tests/Benchmarks/calciq-bench",
      swiftSettings: settings, linkerSettings: staticLibraries),
    .executableTarget(
      name: "calciq-fuzz",
      dependencies: [
        "Conversation", "Knowledge", "LabValues", "Rendering", "Startup", "TestSupport",
      ], path: "Tests/Benchmarks/calciq-fuzz",
      swiftSettings: settings),
    .executableTarget(
      name: "calciq-wire",
      dependencies: [
        "Conversation", "KnowledgeFiles", "LineProtocol", "Startup", "Storage",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ], path: "Tests/Benchmarks/calciq-wire",
      swiftSettings: settings),
  ]
}
