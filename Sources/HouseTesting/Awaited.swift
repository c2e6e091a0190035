import Glibc
import Synchronization

/// Something that another thread will give.
@safe
final class Awaited<Thing: Sendable>: Sendable {
    private let thing = Mutex<Thing?>(nil)
    private let isThere = unsafe Pointer(UnsafeMutablePointer<sem_t>.allocate(capacity: 1))

    /// The semaphore does its own locking, so any thread may use its address.
    @safe
    private struct Pointer: @unchecked Sendable {
        let semaphore: UnsafeMutablePointer<sem_t>

        init(_ semaphore: UnsafeMutablePointer<sem_t>) {
            unsafe self.semaphore = semaphore
        }
    }

    init() {
        unsafe sem_init(isThere.semaphore, 0, 0)
    }

    deinit {
        unsafe sem_destroy(isThere.semaphore)
        unsafe isThere.semaphore.deallocate()
    }

    func give(_ thing: Thing) {
        self.thing.withLock { $0 = thing }
        unsafe sem_post(isThere.semaphore)
    }

    /// Waits for as long as it takes; a test has its own time limit.
    func wait() -> Thing {
        while true {
            unsafe sem_wait(isThere.semaphore)
            if let thing = thing.withLock({ $0 }) { return thing }
        }
    }
}
