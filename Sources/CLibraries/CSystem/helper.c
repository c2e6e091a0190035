#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void stop_signals(sigset_t *signals) {
    sigemptyset(signals);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGINT);
}

_Bool system_has_ended(pid_t child) {
    siginfo_t facts = {0};
    return waitid(P_PID, (id_t)child, &facts, WEXITED | WNOHANG | WNOWAIT) < 0 ? errno == ECHILD : facts.si_pid == child;
}

void system_end_group(pid_t group) {
    if (group <= 1) return;
    kill(-group, SIGKILL);
    // The group's own process is waited for; of the others, those who became our children are taken in as they end.
    pid_t ended;
    for (int turn = 0; turn < 100; turn++) {
        do ended = waitpid(-group, NULL, turn == 0 ? 0 : WNOHANG);
        while (ended > 0 || (ended < 0 && errno == EINTR));
        if (ended < 0 && kill(-group, SIGKILL) < 0) return;
        usleep(2000);
    }
}

int system_become_helper(void) {
    sigset_t signals;
    stop_signals(&signals);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    return prctl(PR_SET_PDEATHSIG, SIGTERM) == 0 && getppid() != 1;
}

int system_is_asked_to_end(void) {
    sigset_t waiting;
    return sigpending(&waiting) == 0 && sigismember(&waiting, SIGTERM);
}

int system_line(int ends[2]) {
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0 ? -errno : 0;
}

int system_line_send(int end, const void *bytes, size_t count) {
    ssize_t sent;
    do sent = send(end, bytes, count, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)count ? 0 : sent < 0 ? -errno : -EMSGSIZE;
}

long system_line_receive(int end, void *bytes, size_t count, int milliseconds) {
    struct pollfd waiting = {end, POLLIN, 0};
    int found = poll(&waiting, 1, milliseconds);
    if (found < 0) return -errno;
    if (found == 0) return -ETIMEDOUT;
    ssize_t got = recv(end, bytes, count, 0);
    return got < 0 ? -errno : got;
}

int system_line_is_broken(int end) {
    struct pollfd waiting = {end, 0, 0};
    return poll(&waiting, 1, 0) > 0 && (waiting.revents & (POLLHUP | POLLERR | POLLNVAL));
}

pid_t system_start_helper(const char *program, char *const *words, char *const *environment, int end) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_RDWR);
        if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || (end == 3 ? fcntl(3, F_SETFD, 0) : dup2(end, 3)) < 0
            || syscall(SYS_close_range, 4u, ~0u, 0u) < 0)
            _exit(126);
        sigset_t signals;
        stop_signals(&signals);
        sigprocmask(SIG_SETMASK, &signals, NULL);
        execve(program, words, environment);
        _exit(127);
    }
    pid_t result = child < 0 ? -errno : child;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return result;
}
