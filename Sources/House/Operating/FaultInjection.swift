#if FAULT_INJECTION
    import HTTP
    import Store

    /// Faults that a test asks for, to see what becomes of everybody else. No program that is meant for people has them:
    /// they are there only when it is built with `-Xswiftc -DFAULT_INJECTION`.
    enum FaultInjection {
        static func plan(_ request: HTTPRequest) -> HTTPPlan? {
            if request.path == "/fault/loop" { return [HTTPPlan]()[request.path.utf8.count] }
            return request.path.hasPrefix("/fault/") ? .handle(lane: .page, bodyLimit: 0, route: "/fault") : nil
        }

        /// Falls as a mistake in a handler would; false when the request asks for no fault.
        static func strikes(_ request: HTTPRequest, in store: Store, _ reply: HTTPReply) -> Bool {
            let none: [Int] = []
            switch request.path {
            case "/fault/index": return none[request.path.utf8.count] == 0
            case "/fault/overflow": return Int.max - 1 + request.path.utf8.count > 0
            case "/fault/writer":
                store.submit({ _ in none[none.count] }, completion: { _ in reply.send(HTTPResponse(status: .ok)) })
                return true
            default: return false
            }
        }
    }
#endif
