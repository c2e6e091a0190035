#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

int system_fork_watched(void) {
    pid_t parent = getpid(), child = fork();
    if (child != 0) return child < 0 ? -errno : child;
    // Where the parent went before this was asked for, nobody will tell.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent) _exit(1);
    return 0;
}
