#define _GNU_SOURCE
#include "CSystem.h"

#include <arpa/inet.h>
#include <errno.h>
#include <malloc.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static int result(int value) { return value < 0 ? -errno : value; }

int system_poller(void) { return result(epoll_create1(EPOLL_CLOEXEC)); }

static int control(int poller, int operation, int descriptor, uint32_t events, uint64_t token) {
    struct epoll_event event = {
        .events = (events & SYSTEM_READABLE ? EPOLLIN : 0) | (events & SYSTEM_WRITABLE ? EPOLLOUT : 0),
        .data.u64 = token,
    };
    return result(epoll_ctl(poller, operation, descriptor, &event));
}

int system_poller_add(int poller, int descriptor, uint32_t events, uint64_t token) {
    return control(poller, EPOLL_CTL_ADD, descriptor, events, token);
}

int system_poller_change(int poller, int descriptor, uint32_t events, uint64_t token) {
    return control(poller, EPOLL_CTL_MOD, descriptor, events, token);
}

int system_poller_remove(int poller, int descriptor) { return control(poller, EPOLL_CTL_DEL, descriptor, 0, 0); }

int system_poller_wait(int poller, struct system_event *events, int limit, int milliseconds) {
    struct epoll_event found[256];
    int count = epoll_wait(poller, found, limit < 256 ? limit : 256, milliseconds);
    if (count < 0) return errno == EINTR ? 0 : -errno;
    for (int index = 0; index < count; index++) {
        uint32_t is = found[index].events;
        events[index].token = found[index].data.u64;
        events[index].events = (is & EPOLLIN ? SYSTEM_READABLE : 0) | (is & EPOLLOUT ? SYSTEM_WRITABLE : 0)
            | (is & (EPOLLHUP | EPOLLERR) ? SYSTEM_BROKEN : 0);
    }
    return count;
}

int system_bell(void) { return result(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)); }

void system_bell_ring(int bell) {
    uint64_t one = 1;
    while (write(bell, &one, sizeof one) < 0 && errno == EINTR) {}
}

void system_bell_silence(int bell) {
    uint64_t count;
    while (read(bell, &count, sizeof count) < 0 && errno == EINTR) {}
}

int system_listen(const char *address, uint16_t port, int backlog) {
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } where;
    socklen_t size;
    memset(&where, 0, sizeof where);
    if (inet_pton(AF_INET, address, &where.four.sin_addr) == 1) {
        where.four.sin_family = AF_INET;
        where.four.sin_port = htons(port);
        size = sizeof where.four;
    } else if (inet_pton(AF_INET6, address, &where.six.sin6_addr) == 1) {
        where.six.sin6_family = AF_INET6;
        where.six.sin6_port = htons(port);
        size = sizeof where.six;
    } else {
        return -EINVAL;
    }
    int listener = socket(where.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0) return -errno;
    int on = 1, off = 0;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (where.any.sa_family == AF_INET6) setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (bind(listener, &where.any, size) < 0 || listen(listener, backlog) < 0) {
        int failure = -errno;
        close(listener);
        return failure;
    }
    return listener;
}

int system_port(int listener) {
    struct sockaddr_storage where;
    socklen_t size = sizeof where;
    if (getsockname(listener, (struct sockaddr *)&where, &size) < 0) return -errno;
    return ntohs(where.ss_family == AF_INET ? ((struct sockaddr_in *)&where)->sin_port
                                            : ((struct sockaddr_in6 *)&where)->sin6_port);
}

int system_accept(int listener, struct system_peer *peer) {
    struct sockaddr_storage where;
    socklen_t size = sizeof where;
    int descriptor = accept4(listener, (struct sockaddr *)&where, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor < 0) return -errno;
    int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    memset(peer, 0, sizeof *peer);
    if (where.ss_family == AF_INET) {
        inet_ntop(AF_INET, &((struct sockaddr_in *)&where)->sin_addr, peer->address, sizeof peer->address);
        memcpy(peer->network, peer->address, sizeof peer->network);
    } else if (where.ss_family == AF_INET6) {
        struct in6_addr six = ((struct sockaddr_in6 *)&where)->sin6_addr;
        if (IN6_IS_ADDR_V4MAPPED(&six)) {
            inet_ntop(AF_INET, &six.s6_addr[12], peer->address, sizeof peer->address);
            memcpy(peer->network, peer->address, sizeof peer->network);
        } else {
            inet_ntop(AF_INET6, &six, peer->address, sizeof peer->address);
            memset(&six.s6_addr[8], 0, 8);
            inet_ntop(AF_INET6, &six, peer->network, sizeof peer->network);
        }
    }
    return descriptor;
}

long system_receive(int descriptor, void *bytes, size_t count) {
    ssize_t got;
    do got = recv(descriptor, bytes, count, 0);
    while (got < 0 && errno == EINTR);
    return got < 0 ? -errno : got;
}

long system_send(int descriptor, const void *first, size_t first_count, const void *second, size_t second_count) {
    struct iovec parts[2] = {{(void *)first, first_count}, {(void *)second, second_count}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    ssize_t sent;
    do sent = second_count == 0 ? send(descriptor, first, first_count, MSG_NOSIGNAL)
                                : sendmsg(descriptor, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : sent;
}

void system_end_sending(int descriptor) { shutdown(descriptor, SHUT_WR); }

void system_close(int descriptor) { close(descriptor); }

int64_t system_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int system_cores(void) {
    cpu_set_t cores;
    return sched_getaffinity(0, sizeof cores, &cores) == 0 ? CPU_COUNT(&cores) : 1;
}

void system_divide_memory(int parts) { mallopt(M_ARENA_MAX, parts); }

void system_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
