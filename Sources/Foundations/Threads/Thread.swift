import CSystem
import Glibc

/// A thread of the operating system. Handlers block and disks keep one waiting, so Swift's own pool, one thread a
/// core, is not for them.
public struct Thread: Sendable {
    private let handle: pthread_t

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Starts a thread that the system's tools show under a name of at most 15 bytes; nil when the system has none to
    /// give. Either `join()` or `letGo()` ends our part in it.
    public init?(named name: String, _ run: @escaping @Sendable () -> Void) {
        let body = unsafe Unmanaged.passRetained(
            Body {
                unsafe system_name_thread(String(name.prefix(15)))
                run()
            })
        var handle = pthread_t()
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

    public var isCurrent: Bool { pthread_equal(pthread_self(), handle) != 0 }

    /// Waits for the end of the thread; from the thread itself, lets it end alone.
    public func join() {
        if isCurrent { letGo() } else { _ = pthread_join(handle, nil) }
    }

    /// Lets the thread end alone.
    public func letGo() {
        pthread_detach(handle)
    }
}
