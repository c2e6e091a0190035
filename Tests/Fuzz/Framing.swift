import HTTP

@testable import HTTPServer

/// What libFuzzer calls with bytes of its own making. A trap anywhere below, or a broken promise, ends the run.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    checkHead(bytes)
    checkChunks(bytes)
    checkFields(bytes)
    checkFile(bytes)
    return 0
}

/// What a connection would make of the bytes, as one text.
private func reading(_ bytes: [UInt8], steps: (Int) -> Int) -> String {
    let parser = HeadParser(blockLimit: 1024, fieldLimit: 10, targetLimit: 256)
    var end = 0
    var scanned = 0
    while end < bytes.count {
        end = min(bytes.count, end + max(1, steps(end)))
        switch parser.parse(bytes.span.extracting(..<end), scanned: scanned) {
        case .incomplete(let position): scanned = position
        case .bad(let status): return "bad \(status.code)"
        case .head(let head, let used):
            check(head)
            return "head \(used) \(text(of: head))"
        }
    }
    return "incomplete"
}

/// Everything a head says; Swift's own description of it takes a hundred times as long.
private func text(of head: RequestHead) -> String {
    let request = head.request
    var text = request.method.rawValue + " " + request.path + " " + (request.query ?? "-") + " " + request.authority
    for field in request.fields { text += "\n" + field.name.rawName + ":" + field.value }
    switch head.framing {
    case .none: text += "\nnone"
    case .chunked: text += "\nchunked"
    case .length(let length): text += "\n" + String(length)
    }
    return text + (head.keepsAlive ? " stays" : " ends") + (head.expectsContinue ? " waits" : "")
}

private func checkHead(_ bytes: [UInt8]) {
    let whole = reading(bytes) { _ in bytes.count }
    precondition(whole == reading(bytes) { _ in 1 }, "one byte at a time reads differently")
    let cut = bytes.first.map(Int.init) ?? 1
    precondition(whole == reading(bytes) { $0 == 0 ? cut : bytes.count }, "two parts read differently")
}

/// What no later code needs to check again.
private func check(_ head: RequestHead) {
    let request = head.request
    precondition(request.path.utf8.first == UInt8(ascii: "/"))
    precondition((request.path + (request.query ?? "") + request.authority).utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f })
    precondition(!request.path.contains("?") && !request.path.contains("\\"))
    precondition(request.authority == request.authority.lowercased())
    precondition(!request.authority.isEmpty || !head.keepsAlive)
    let fields = request.fields
    precondition(fields.values(of: .host).count <= 1)
    precondition(fields.values(of: .contentLength).count + fields.values(of: .transferEncoding).count <= 1)
    for field in fields {
        precondition(HTTPFieldName(field.name.rawName) == field.name)
        precondition(HTTPFields.Field(field.name, field.value) == field, "a value the writer would change")
    }
    if case .length(let length) = head.framing { precondition(length > 0) }
}

private func checkChunks(_ bytes: [UInt8]) {
    let limit = 512
    var whole: [UInt8] = []
    var decoder = ChunkDecoder(limit: limit)
    var used = 0
    let progress = decoder.decode(bytes.span, from: &used, into: &whole)
    precondition(used <= bytes.count && whole.count <= min(limit, used))

    var single: [UInt8] = []
    decoder = ChunkDecoder(limit: limit)
    var position = 0
    var last = ChunkDecoder.Progress.more
    while position < bytes.count, last == .more {
        let byte = bytes.span.extracting(position..<(position + 1))
        var offset = 0
        last = decoder.decode(byte, from: &offset, into: &single)
        position += offset
    }
    precondition(last == progress && position == used && single == whole, "one byte at a time decodes differently")
}

private func checkFields(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var fields: HTTPFields = [.location: text]
    if let name = HTTPFieldName(String(text.prefix(8))) { fields.append(name, text) }
    fields[.eTag] = text
    var output = Output()
    let response = HTTPResponse(status: .ok, fields: fields)
    _ = ResponseWriter(standingFields: fields).write(response, toHead: false, closes: true, into: &output)
    let ends = output.bytes.count { $0 == 10 }
    let servers: [HTTPFieldName] = [.contentLength, .connection, .transferEncoding, .date]
    let own = fields.count { servers.contains($0.name) }
    precondition(ends == 4 + fields.count - own, "a value ended a line")
    precondition(output.bytes.count { $0 == 13 } == ends && !output.bytes.contains(0))
    let line = HTTPLogLine(method: text, path: text, status: 0, bytes: 0, milliseconds: 0, incident: text)
    precondition(line.description.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f })
}

private func checkFile(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let file = HTTPFile(bytes: Array(bytes.prefix(20)), contentType: "a/b", etag: "\"x\"", cacheControl: "no-store")
    for range in [text, "bytes=\(text)"] {
        let request = HTTPRequest(path: "/", fields: [.range: range, .ifNoneMatch: text, .ifMatch: text])
        _ = file.response(to: request)
        let part = file.response(to: HTTPRequest(path: "/", fields: [.range: range]))
        precondition(part.body.count <= file.bytes.count)
        precondition(part.status != .partialContent || !part.body.isEmpty)
    }
}
