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

/// A line to a mail server, kept open from one mail to the next. One thread uses it.
struct ccurl_post;

/// NULL where there is no memory. All texts are copied.
///
/// - address: `smtp://host:port/name` or `smtps://…`; the name is what the house calls itself there.
/// - starttls: whether the line must become a safe one before anything is said on it.
/// - user, password: NULL where the server asks for none.
/// - authorities: a file of certificates to believe instead of the system's, or NULL.
struct ccurl_post *ccurl_post_open(const char *address, bool starttls, const char *user, const char *password,
    const char *authorities);

/// Sends one mail; takes a minute at most.
///
/// - verb: the first four letters of the last command that was sent, with a null behind.
/// - answer: the server's last line, cut to `capacity` with a null behind.
/// Returns 0, or libcurl's code.
int ccurl_post_send(struct ccurl_post *post, const char *from, const char *to, const unsigned char *bytes, size_t count,
    char verb[5], char *answer, size_t capacity);

void ccurl_post_close(struct ccurl_post *post);
