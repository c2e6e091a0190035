import Converters
import HTTP
import Languages
import Markup
import Room

/// One file on its way to somebody: at once where it is there, else with a page that says how far it has come.
struct Download {
    private let kind: FileKind
    private let name: String
    private let isKept: Bool
    private let back: Link

    /// - Parameters:
    ///   - isKept: whether the file is of a published version, and kept for the next reader.
    ///   - back: the page from which it is asked for.
    init(_ kind: FileKind, named name: String, isKept: Bool, back: Link) {
        (self.kind, self.name, self.isKept, self.back) = (kind, name, isKept, back)
    }

    /// `page`, `print` and `text` are the whole HTML documents from which files are made.
    func outcome(page: [UInt8], print: [UInt8], text: [UInt8], _ visitor: Visitor) -> Outcome {
        let workshop = visitor.workshop
        guard let recipe = kind.recipe else { return file(page, "text/html; charset=utf-8") }
        let conversion = Conversion(
            recipe, of: recipe == .docx ? text : print, with: workshop.materials.companions[recipe] ?? [:])
        let say = visitor.say
        switch workshop.progress(of: conversion, isKept: isKept) {
        case .done(let bytes): return file(bytes, recipe.contentType)
        case .waiting(let behind, let seconds):
            let place = say(
                one: "One other file is made before it.", other: "{count} other files are made before it.",
                count: behind)
            return progress(behind > 0 ? place : say("It is next."), seconds, say)
        case .working(let seconds): return progress(say("It is being made now."), seconds, say)
        case .failed(let failure):
            return trouble(.serviceUnavailable, reason(failure, say), say("Try again"), visitor)
        case .full:
            let sentence = say("Too many files are being made at the moment. Come back in a few minutes.")
            return .with([.retryAfter: "60"], trouble(.serviceUnavailable, sentence, say("Try again"), visitor))
        }
    }

    private func file(_ bytes: [UInt8], _ type: String) -> Outcome {
        let file = HTTPFile(bytes: bytes, contentType: type, cacheControl: isKept ? "private, no-cache" : "no-store")
        return .with([.contentDisposition: "attachment; filename=\"\(name)\""], .file(file))
    }

    /// The page asks again by itself every two seconds, without a script.
    private func progress(_ state: String, _ seconds: Int, _ say: Tongue) -> Outcome {
        let title = say("Your file is being made")
        let gone = say(one: "{count} second so far.", other: "{count} seconds so far.", count: seconds)
        var page = Page(
            title, in: .policymakers, status: .accepted,
            body: """
                <h1>\(title)</h1>
                <p><code>\(name)</code></p>
                <p role="status">\(state) \(gone)</p>
                <p>\(say("Your browser saves it as soon as it is ready; this page looks every two seconds."))</p>
                <p><a href="\(back)">\(say("Back to the report"))</a></p>
                """)
        page.isListed = false
        return .with([Self.refresh: "2"], .page(page))
    }

    private func trouble(_ status: HTTPStatus, _ reason: String, _ again: String, _ visitor: Visitor) -> Outcome {
        let title = visitor.say("This file could not be made")
        let here = Link(path: visitor.request.path + (visitor.request.query.map { "?" + $0 } ?? "")) ?? back
        return .page(
            Page(
                title, in: .policymakers, status: status,
                body: """
                    <h1>\(title)</h1>
                    <p>\(reason)</p>
                    <p><a href="\(here)">\(again)</a> · <a href="\(back)">\(visitor.say("Back to the report"))</a></p>
                    """))
    }

    private func reason(_ failure: ConverterFailure, _ say: Tongue) -> String {
        switch failure {
        case .missing(let recipe):
            say(
                "This house cannot make such files: {program} is not installed. The web page can be saved and printed.",
                ["program": recipe.converter])
        case .tooSlow(let recipe, let seconds):
            say(
                one: "{program} did not finish within {count} second and was ended.",
                other: "{program} did not finish within {count} seconds and was ended.", count: seconds,
                ["program": recipe.converter])
        case .failed(let recipe, _), .unconfined(let recipe):
            say("{program} could not convert the report.", ["program": recipe.converter])
        case .helperGone: say("The converter was interrupted.")
        case .disk: say("The house has no room to make the file.")
        }
    }

    /// Asks a browser to come back after so many seconds, as the HTML standard describes it for `http-equiv`.
    private static let refresh = HTTPFieldName("Refresh") ?? .retryAfter
}
