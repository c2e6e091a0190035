#pragma once
// Programs of others, started with as little as they need. Every function that can fail returns -errno.
#include <stddef.h>
#include <stdint.h>

/// The kernel lets a program open no socket, and reach no other process (seccomp).
#define SYSTEM_KEEPS_FROM_NETWORK 1
/// The kernel lets a program see no files but those named (Landlock).
#define SYSTEM_KEEPS_FROM_FILES 2

/// A program, and all that it may have.
struct system_work {
    /// The path of the program, then its arguments; NULL ends them.
    char *const *words;
    char *const *environment;
    /// Where it works, and the only place where it may write.
    const char *folder;
    /// Files and folders that it may read and run; those that are missing are passed over.
    char *const *readable;
    size_t readable_count;
    /// Bytes of memory for each process, and of each file that it writes.
    uint64_t memory, file;
    /// Seconds of a processor's time for each process.
    uint64_t seconds;
};

/// What this kernel keeps a program from.
int system_confinement(void);

/// Starts a program in a process group of its own, which dies with the calling thread; its id, or -errno.
/// It ends with 126 where it could not be confined, with 127 where it could not be run.
int system_start_confined(const struct system_work *work);

/// Whether a child has ended; it is not taken in yet.
_Bool system_has_ended(int child);

/// Ends everybody in a process group and takes in those who are our children.
void system_end_group(int group);

/// Asks the kernel to send SIGTERM when the parent's thread ends, holds that signal back, and takes in orphans.
/// False when the parent has already gone.
int system_become_helper(void);
/// Whether SIGTERM waits.
int system_is_asked_to_end(void);

/// Two ends of a line on which each message comes as it was sent.
int system_line(int ends[2]);
/// 0, or -errno when nobody is at the other end.
int system_line_send(int end, const void *bytes, size_t count);
/// Waits so many milliseconds for a message, -1 for ever: its length, 0 at the end of the line, -ETIMEDOUT, -errno.
long system_line_receive(int end, void *bytes, size_t count, int milliseconds);
/// Whether the other end has gone.
int system_line_is_broken(int end);
/// Starts a program with one end of a line as its descriptor 3 and nothing else of ours; its id, or -errno.
int system_start_helper(const char *program, char *const *words, char *const *environment, int end);
