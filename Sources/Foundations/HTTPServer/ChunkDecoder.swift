import HTTP

/// Takes the chunked coding off a body (RFC 9112, section 7.1), in pieces of any size.
struct ChunkDecoder {
    /// What a run of bytes amounted to.
    enum Progress: Equatable {
        case more
        case done
        case bad(HTTPStatus)
    }

    /// Bytes a chunk extension may take.
    static let extensionLimit = 256
    /// Bytes all extensions of a body may take together: one to each byte of data would be abuse.
    static let extensionsLimit = 4096
    /// Bytes the trailer section may take.
    static let trailerLimit = 4096
    /// Hexadecimal digits of a chunk's size: 16 TiB is enough.
    private static let digitLimit = 12

    private enum State {
        case size, sizeEnd, `extension`, data, dataReturn, dataEnd
        case trailerStart, trailerName, trailerValue, trailerEnd, lastEnd
    }

    private let limit: Int
    private var state = State.size
    private var digits = 0
    private var remaining = 0
    private var extensionCount = 0
    private var extensionsCount = 0
    private var trailerCount = 0

    /// - Parameter limit: bytes the decoded body may have; one more is 413.
    init(limit: Int) {
        self.limit = max(0, limit)
    }

    /// Decodes from `offset` on, which moves behind what was used, and appends the data to `body`.
    mutating func decode(_ bytes: Span<UInt8>, from offset: inout Int, into body: inout [UInt8]) -> Progress {
        while offset < bytes.count {
            if state == .data {
                let count = min(remaining, bytes.count - offset)
                let data = bytes.extracting(offset..<(offset + count))
                unsafe data.withUnsafeBufferPointer { unsafe body.append(contentsOf: $0) }
                offset += count
                remaining -= count
                if remaining == 0 { state = .dataReturn }
                continue
            }
            let progress = step(bytes[offset], bodyCount: body.count)
            offset += 1
            if progress != .more { return progress }
        }
        return .more
    }

    private mutating func step(_ byte: UInt8, bodyCount: Int) -> Progress {
        switch state {
        case .size: return size(byte, bodyCount: bodyCount)
        case .extension: return `extension`(byte)
        case .sizeEnd: return expect(byte, lf, remaining > 0 ? .data : .trailerStart)
        case .dataReturn: return expect(byte, cr, .dataEnd)
        case .data, .dataEnd:
            digits = 0
            extensionCount = 0
            return expect(byte, lf, .size)
        case .trailerEnd: return expect(byte, lf, .trailerStart)
        case .lastEnd: return byte == lf ? .done : .bad(.badRequest)
        case .trailerStart, .trailerName, .trailerValue: return trailer(byte)
        }
    }

    private mutating func expect(_ byte: UInt8, _ wanted: UInt8, _ next: State) -> Progress {
        guard byte == wanted else { return .bad(.badRequest) }
        state = next
        return .more
    }

    private mutating func size(_ byte: UInt8, bodyCount: Int) -> Progress {
        let value: Int
        switch byte {
        case 0x30...0x39: value = Int(byte - 0x30)
        case 0x41...0x46: value = Int(byte - 0x41 + 10)
        case 0x61...0x66: value = Int(byte - 0x61 + 10)
        case cr where digits > 0:
            state = .sizeEnd
            return .more
        case UInt8(ascii: ";") where digits > 0:
            state = .extension
            return .more
        default: return .bad(.badRequest)
        }
        guard digits < ChunkDecoder.digitLimit else { return .bad(.badRequest) }
        remaining = (digits == 0 ? 0 : remaining << 4) | value
        digits += 1
        return remaining > max(0, limit - bodyCount) ? .bad(.contentTooLarge) : .more
    }

    private mutating func `extension`(_ byte: UInt8) -> Progress {
        if byte == cr {
            state = .sizeEnd
            return .more
        }
        extensionCount += 1
        extensionsCount += 1
        if extensionCount > ChunkDecoder.extensionLimit || extensionsCount > ChunkDecoder.extensionsLimit {
            return .bad(.contentTooLarge)
        }
        return HTTPFields.allows(byte) ? .more : .bad(.badRequest)
    }

    /// Trailer fields are checked like fields and then forgotten: nothing here needs them.
    private mutating func trailer(_ byte: UInt8) -> Progress {
        trailerCount += 1
        guard trailerCount <= ChunkDecoder.trailerLimit else { return .bad(.requestHeaderFieldsTooLarge) }
        switch state {
        case .trailerStart where byte == cr:
            state = .lastEnd
        case .trailerStart where HTTPFieldName.allows(byte):
            state = .trailerName
        case .trailerName where byte == UInt8(ascii: ":"):
            state = .trailerValue
        case .trailerName where HTTPFieldName.allows(byte), .trailerValue where HTTPFields.allows(byte):
            break
        case .trailerValue where byte == cr:
            state = .trailerEnd
        default:
            return .bad(.badRequest)
        }
        return .more
    }
}
