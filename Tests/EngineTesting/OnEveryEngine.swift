import Foundation
import Store
import StoreTesting
public import Testing

/// Runs every test of a suite once on each of some engines: `Engine.tried` is where its houses stand.
public struct OnEveryEngine: TestTrait, SuiteTrait, TestScoping {
    let engines: [Engine]

    public var isRecursive: Bool { true }

    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else {
            try await function()
            return
        }
        for engine in engines {
            let naming = IssueHandlingTrait.compactMapIssues { issue in
                var issue = issue
                issue.comments.append("on \(engine.rawValue)")
                return issue
            }
            try await naming.provideScope(for: test, testCase: testCase) {
                try await Engine.$tried.withValue(engine) { try await function() }
            }
        }
    }
}

extension Trait where Self == OnEveryEngine {
    /// Once on SQLite, and once on PostgreSQL where it is installed.
    public static var onEveryEngine: OnEveryEngine { OnEveryEngine(engines: Engine.here) }

    /// The same where `CHILDCENTRE_LONG` is set, and else on one alone: for suites that look at what is made of the answers
    /// rather than at the questions.
    public static var onEveryEngineWhenLong: OnEveryEngine {
        let isLong = ProcessInfo.processInfo.environment["CHILDCENTRE_LONG"] != nil
        return OnEveryEngine(engines: isLong ? Engine.here : [Engine.tried])
    }
}
