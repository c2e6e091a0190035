#pragma once
// libcurl takes its options through a function of any number of arguments, which Swift cannot call; so each way of using it
// is a function here.
#include <stdbool.h>
#include <stddef.h>

/// Once, before the first use, while there is one thread. False where it cannot be used.
bool ccurl_prepare(void);

/// Fetches an address: with GET, or with POST where there is a form. Nothing is followed, nothing is kept; it takes ten
/// seconds at most.
///
/// - authorization: the value of that field, or NULL.
/// - plain: whether `http` will do beside `https`, on this machine.
/// - out: where at most `capacity` bytes go; an answer that is longer fails.
/// Returns 0, or libcurl's code.
int ccurl_fetch(const char *address, const char *form, const char *authorization, bool plain, unsigned char *out,
    size_t capacity, size_t *length, long *status);
