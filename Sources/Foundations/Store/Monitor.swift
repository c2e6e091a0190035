import Glibc

/// A state that threads share, and can wait for.
///
/// Unchecked, because the compiler cannot see that the lock guards the state; nothing else touches it.
@safe
final class Monitor<State>: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let bell = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var state: State

    init(_ state: State) {
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

    /// Looks at the state and wakes nobody.
    func look<Result>(_ body: (State) -> Result) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return body(state)
    }

    /// Changes the state; whoever waits looks again.
    func change<Result>(_ body: (inout State) -> Result) -> Result {
        unsafe pthread_mutex_lock(lock)
        let result = body(&state)
        unsafe pthread_cond_broadcast(bell)
        unsafe pthread_mutex_unlock(lock)
        return result
    }

    /// Waits until the closure finds what it looks for; nil when the time is up first.
    func wait<Result>(seconds: Int? = nil, until found: (inout State) -> Result?) -> Result? {
        var limit = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &limit)
        limit.tv_sec += seconds ?? 0
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        while true {
            if let result = found(&state) { return result }
            let code =
                unsafe seconds == nil ? pthread_cond_wait(bell, lock) : pthread_cond_timedwait(bell, lock, &limit)
            if code == ETIMEDOUT { return found(&state) }
        }
    }
}

/// A thread of our own: Swift's pool has as many as there are cores, and a disk may keep one waiting.
struct Thread: Sendable {
    private let handle: pthread_t

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Nil when the system has no thread to give.
    init?(_ run: @escaping @Sendable () -> Void) {
        var handle = pthread_t()
        let body = unsafe Unmanaged.passRetained(Body(run))
        let code = unsafe pthread_create(
            &handle, nil,
            { context in
                if let context = unsafe context { unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        guard code == 0 else {
            unsafe body.release()
            return nil
        }
        self.handle = handle
    }

    var isCurrent: Bool { pthread_equal(pthread_self(), handle) != 0 }

    /// Waits for the end of the thread; from the thread itself, lets it end alone.
    func join() {
        if isCurrent { pthread_detach(handle) } else { _ = pthread_join(handle, nil) }
    }
}

/// A thing that one thread hands to another and does not touch again.
struct Handed<Thing>: @unchecked Sendable {
    let thing: Thing
}
