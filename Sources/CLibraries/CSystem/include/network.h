#pragma once
// Sockets and their poller. Every function that can fail returns -errno; none raises SIGPIPE.
#include <stddef.h>
#include <stdint.h>

#define SYSTEM_READABLE 1u
#define SYSTEM_WRITABLE 2u
#define SYSTEM_BROKEN 4u

/// What happened to the descriptor that was added with `token`.
struct system_event {
    uint64_t token;
    uint32_t events;
};

/// Text of a peer's address, and of what counts as one peer: the address for IPv4, the /64 network for IPv6.
struct system_peer {
    char address[48];
    char network[48];
};

int system_poller(void);
/// `events` of 0 keeps the descriptor in the poller but waits for nothing except its end.
int system_poller_add(int poller, int descriptor, uint32_t events, uint64_t token);
int system_poller_change(int poller, int descriptor, uint32_t events, uint64_t token);
int system_poller_remove(int poller, int descriptor);
/// An interrupted wait counts as no events.
int system_poller_wait(int poller, struct system_event *events, int limit, int milliseconds);

int system_bell(void);
void system_bell_ring(int bell);
void system_bell_silence(int bell);

/// Listens on a numeric IPv4 or IPv6 address; -EINVAL when it is none.
int system_listen(const char *address, uint16_t port, int backlog);
int system_port(int listener);
int system_accept(int listener, struct system_peer *peer);
long system_receive(int descriptor, void *bytes, size_t count);
/// Sends two runs of bytes in one call; either may be empty.
long system_send(int descriptor, const void *first, size_t first_count, const void *second, size_t second_count);
void system_end_sending(int descriptor);
void system_close(int descriptor);

/// Milliseconds of the monotonic clock.
int64_t system_milliseconds(void);
/// The cores that this process may use.
int system_cores(void);
/// Divides the memory into so many parts, of which threads take theirs; to be called before there are threads.
void system_divide_memory(int parts);
/// The name that the system's tools show for this thread; at most 15 bytes.
void system_name_thread(const char *name);
