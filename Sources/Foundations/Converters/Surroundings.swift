import Basics
import Files
import Glibc

/// What the program finds around it: variables, programs, paths.
enum Surroundings {
    /// A variable of the environment; nil where it is not set or empty.
    static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// The path of a program: as it was given, or found on the PATH; nil where nothing can be run there.
    static func path(of program: String) -> String? {
        if program.contains("/") { return canRun(program) ? absolute(program) : nil }
        let places = (variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return places.map { "\($0)/\(program)" }.first(where: canRun).map(absolute)
    }

    /// The path with every link followed; as it is where nothing stands there.
    static func real(_ path: String) -> String {
        guard let found = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let here = unsafe getcwd(nil, 0) else { return path }
        defer { unsafe free(here) }
        return unsafe "\(String(cString: here))/\(path)"
    }

    private static func canRun(_ path: String) -> Bool {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}

/// Folders of conversions.
enum Folders {
    /// Removes a folder with what lies in it; links are removed, not followed.
    static func remove(_ path: String, depth: Int = 0) {
        guard depth < 16 else { return }
        for name in Files.names(in: path) {
            let inner = "\(path)/\(name)"
            if unsafe unlink(inner) != 0 { remove(inner, depth: depth + 1) }
        }
        unsafe rmdir(path)
    }
}
