import CQRCode
public import Markup

/// A text as a square of dark and light modules that a telephone reads (ISO/IEC 18004), found by libqrencode.
public struct QRCode: Sendable {
    /// How many modules a side has.
    public let side: Int
    /// Row by row; true is dark.
    let modules: [Bool]

    /// Nil for a text that is empty, has a zero byte, or is too long for the largest square (2331 bytes).
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, !bytes.contains(0), bytes.count <= 2331 else { return nil }
        guard
            let code = unsafe QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { unsafe QRcode_free(code) }
        side = Int(unsafe code.pointee.width)
        modules = unsafe UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
    }

    /// A drawing that keeps its colours in the dark, with the quiet border of four modules; `label` says what it is.
    public func drawing(label: String) -> HTML {
        let size = side + 8
        return """
            <svg class="qr" role="img" aria-label="\(label)" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">\
            <rect width="\(size)" height="\(size)" fill="#fff"/><path fill="#000" d="\(path)"/></svg>
            """
    }

    /// Each run of dark modules in a row is one stroke.
    private var path: String {
        var path = ""
        for row in 0..<side {
            var column = 0
            while column < side {
                let start = column
                while column < side, modules[row * side + column] { column += 1 }
                if column > start { path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z" }
                column += 1
            }
        }
        return path
    }
}
