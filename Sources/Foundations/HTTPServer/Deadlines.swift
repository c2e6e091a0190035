import HTTP

extension Loop {
    /// Looks at every connection once; a few thousand take less than a tenth of a millisecond.
    func sweep() {
        resumeListening()
        for case let connection? in connections {
            if !connection.output.isEmpty {
                let isTooSlow = lags(
                    connection.output.sent, since: connection.writingSince, grace: configuration.deadlines.write)
                if now >= connection.writeDeadline || isTooSlow { close(connection) }
            } else if connection.phase == .body {
                if lags(connection.received, since: connection.readingSince, grace: configuration.deadlines.body) {
                    giveUp(connection, .requestTimeout)
                }
            } else if now >= connection.deadline {
                expire(connection)
            }
        }
    }

    private func expire(_ connection: Connection) {
        switch connection.phase {
        case .head where connection.isAmidHead: giveUp(connection, .requestTimeout)
        case .head, .body, .draining: close(connection)
        case .streaming: beat(connection)
        case .running:
            let incident = Incident.number()
            configuration.report(incident, nil)
            let response = failure(.serviceUnavailable, on: connection, incident: incident)
            answer(connection, response, incident: incident, closes: true)
            flush(connection)
        }
    }

    private func giveUp(_ connection: Connection, _ status: HTTPStatus) {
        refuse(connection, status)
        flush(connection)
    }

    /// After the grace every further second must have brought its share of bytes.
    private func lags(_ bytes: Int, since: Int64, grace: Double) -> Bool {
        let late = Double(now - since) / 1000 - grace
        return late > 0 && Double(bytes) < late * configuration.deadlines.minimumRate
    }
}
