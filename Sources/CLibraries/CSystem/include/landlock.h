#pragma once
// Landlock: a thread gives up the files that it does not need, for itself and for every thread and process it starts
// afterwards, and never gets them back. Every function that can fail returns -errno.

/// The version of Landlock that the kernel has; 0 for none.
int system_landlock_version(void);
/// A set of rules that allows nothing yet, as a descriptor; where the kernel can, it also forbids connecting over TCP.
int system_landlock_begin(int keeps_from_connecting);
/// Allows reading and running what lies below a path, or reading and writing it; -ENOENT where there is none.
int system_landlock_allow(int rules, const char *path, int writes);
/// Puts the rules in force for the calling thread, and closes them.
int system_landlock_enter(int rules);
