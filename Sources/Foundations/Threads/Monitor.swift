import Glibc

/// A state that threads share and can wait for. `Mutex` has no way to wait, hence the system's own lock and bell.
///
/// Unchecked, because the compiler cannot see that the lock guards the state; nothing else touches it.
@safe
public final class Monitor<State>: @unchecked Sendable {
    private var state: State
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let bell = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    public init(_ state: sending State) {
        self.state = state
        unsafe lock.initialize(to: pthread_mutex_t())
        unsafe bell.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(lock, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(bell, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(bell)
        unsafe pthread_mutex_destroy(lock)
        unsafe bell.deallocate()
        unsafe lock.deallocate()
    }

    /// Looks at the state, or changes it, and wakes nobody.
    public func locked<Result>(_ body: (inout State) -> Result) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return body(&state)
    }

    /// Changes the state; whoever waits looks again.
    public func change<Result>(_ body: (inout State) -> Result) -> Result {
        unsafe pthread_mutex_lock(lock)
        let result = body(&state)
        unsafe pthread_cond_broadcast(bell)
        unsafe pthread_mutex_unlock(lock)
        return result
    }

    /// Wakes one of those who wait.
    public func wakeOne() {
        unsafe pthread_cond_signal(bell)
    }

    /// Waits until the closure finds what it looks for; nil when the time, in seconds, is up first.
    public func wait<Result>(seconds: Double? = nil, until found: (inout State) -> Result?) -> Result? {
        var limit = timespec()
        if let seconds { limit = Monitor.moment(after: seconds) }
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        while true {
            if let result = found(&state) { return result }
            let code =
                unsafe seconds == nil ? pthread_cond_wait(bell, lock) : pthread_cond_timedwait(bell, lock, &limit)
            if code == ETIMEDOUT { return found(&state) }
        }
    }

    /// So many seconds from now, on the clock that nobody sets; at most eleven days.
    private static func moment(after seconds: Double) -> timespec {
        var moment = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &moment)
        let nanoseconds = moment.tv_nsec + Int(max(0, min(seconds, 1e6)) * 1e9)
        moment.tv_sec += nanoseconds / 1_000_000_000
        moment.tv_nsec = nanoseconds % 1_000_000_000
        return moment
    }
}

/// A thing that one thread hands to another and does not touch again.
public struct Handed<Thing>: @unchecked Sendable {
    public let thing: Thing

    public init(_ thing: Thing) {
        self.thing = thing
    }
}
