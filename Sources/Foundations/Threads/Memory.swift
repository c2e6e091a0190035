import CSystem

/// How the C library divides the program's memory.
public enum Memory {
    /// Into a part for each core, two at least, before there are threads.
    ///
    /// By itself the library makes up to eight for each core, and what one thread lets go in its part the others never take.
    public static func divideByCores() {
        system_divide_memory(max(2, system_cores()))
    }
}
