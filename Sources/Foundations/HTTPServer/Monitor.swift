import CSystem
import Glibc

/// A value behind a lock on which threads can wait. `Mutex` has no way to wait, hence the C types.
@safe
final class Monitor<Value>: @unchecked Sendable {
    private var value: Value
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init(_ value: sending Value) {
        self.value = value
        unsafe pthread_mutex_init(lock, nil)
        unsafe pthread_cond_init(change, nil)
    }

    func locked<Result>(_ body: (inout Value) -> Result) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return body(&value)
    }

    /// Waits until `body` returns something, asking again after each signal.
    func wait<Result>(_ body: (inout Value) -> Result?) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        while true {
            if let result = body(&value) { return result }
            unsafe pthread_cond_wait(change, lock)
        }
    }

    /// Waits until `body` returns something, at most so long.
    func wait<Result>(seconds: Double, _ body: (inout Value) -> Result?) -> Result? {
        let end = system_milliseconds() + Int64(max(0, min(seconds, 1e6)) * 1000)
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        while true {
            if let result = body(&value) { return result }
            guard unsafe system_condition_wait(change, lock, end) == 0 else { return nil }
        }
    }

    func signal() {
        unsafe pthread_cond_signal(change)
    }

    func signalAll() {
        unsafe pthread_cond_broadcast(change)
    }

    deinit {
        unsafe pthread_cond_destroy(change)
        unsafe pthread_mutex_destroy(lock)
        unsafe change.deallocate()
        unsafe lock.deallocate()
    }
}
