#pragma once
// A program that watches over another of itself. Every function that can fail returns -errno.

/// Starts a copy of this program, which has to have one thread only: 0 in the copy, its id here.
/// The kernel kills the copy when we are gone, so that nobody holds on to what we listened on.
int system_fork_watched(void);
