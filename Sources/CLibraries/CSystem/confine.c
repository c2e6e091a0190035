#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Landlock by its numbers: the headers of the system may be older than its kernel.
#define LANDLOCK_CREATE 444
#define LANDLOCK_ADD 445
#define LANDLOCK_RESTRICT 446
#define FILE_RIGHTS 0x7ull // run, write, read
#define READ_RIGHTS 0xdull // run, read a file, list a folder

struct ruleset {
    uint64_t files, network, scoped;
};

struct rule {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

static int landlock_version(void) {
    long version = syscall(LANDLOCK_CREATE, NULL, 0, 1);
    return version < 0 ? 0 : (int)version;
}

/// All rights that a version knows: 13, then moving between folders (2), cutting (3) and commands to devices (5).
static uint64_t all_rights(int version) {
    return 0x1fffull | (version >= 2 ? 1ull << 13 : 0) | (version >= 3 ? 1ull << 14 : 0)
        | (version >= 5 ? 1ull << 15 : 0);
}

static int allow(int rules, const char *path, uint64_t rights) {
    int place = open(path, O_PATH | O_CLOEXEC);
    if (place < 0) return 0;
    struct stat facts;
    if (fstat(place, &facts) == 0 && !S_ISDIR(facts.st_mode)) rights &= FILE_RIGHTS | 1ull << 14;
    struct rule rule = {rights, place};
    long code = syscall(LANDLOCK_ADD, rules, 1, &rule, 0);
    close(place);
    return code == 0 ? 0 : -1;
}

static int keep_from_files(const struct system_work *work) {
    int version = landlock_version();
    if (version == 0) return 0;
    uint64_t all = all_rights(version);
    struct ruleset set = {all, version >= 4 ? 3 : 0, version >= 6 ? 3 : 0};
    int rules = (int)syscall(LANDLOCK_CREATE, &set, version >= 6 ? 24 : version >= 4 ? 16 : 8, 0);
    if (rules < 0) return -1;
    for (size_t index = 0; index < work->readable_count; index++)
        if (allow(rules, work->readable[index], READ_RIGHTS) < 0) return -1;
    static const char *const devices[] = {"/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"};
    for (size_t index = 0; index < 4; index++)
        if (allow(rules, devices[index], FILE_RIGHTS) < 0) return -1;
    if (allow(rules, work->folder, all & ~(1ull << 15)) < 0) return -1;
    return syscall(LANDLOCK_RESTRICT, rules, 0) == 0 ? 0 : -1;
}

#if defined(__x86_64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef OUR_ARCHITECTURE
#define REFUSE(name, code) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (code))

/// No socket, nobody else's memory, no signal to others, no way out of its process group, no other kernel's words.
static int keep_from_network(void) {
    static const struct sock_filter words[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        REFUSE(socket, EACCES), REFUSE(setsid, EPERM), REFUSE(setpgid, EPERM), REFUSE(kill, EPERM),
        REFUSE(ptrace, EPERM), REFUSE(process_vm_readv, EPERM), REFUSE(process_vm_writev, EPERM),
        REFUSE(unshare, EPERM), REFUSE(setns, EPERM), REFUSE(mount, EPERM), REFUSE(umount2, EPERM),
        REFUSE(chroot, EPERM), REFUSE(pivot_root, EPERM), REFUSE(bpf, EPERM), REFUSE(perf_event_open, EPERM),
        REFUSE(keyctl, EPERM), REFUSE(add_key, EPERM), REFUSE(request_key, EPERM), REFUSE(userfaultfd, EPERM),
        REFUSE(io_uring_setup, ENOSYS), REFUSE(pidfd_open, EPERM), REFUSE(pidfd_getfd, EPERM),
        REFUSE(pidfd_send_signal, EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = {sizeof words / sizeof *words, (struct sock_filter *)words};
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}
#else
static int keep_from_network(void) { return -1; }
#endif

static int knows_seccomp(void) {
#ifdef OUR_ARCHITECTURE
    uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
#else
    return 0;
#endif
}

int system_confinement(void) {
    return (knows_seccomp() ? SYSTEM_KEEPS_FROM_NETWORK : 0) | (landlock_version() > 0 ? SYSTEM_KEEPS_FROM_FILES : 0);
}

static int limit(int what, uint64_t most) {
    struct rlimit now;
    if (getrlimit(what, &now) < 0) return -1;
    if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most) most = now.rlim_max;
    struct rlimit limit = {most, most};
    return setrlimit(what, &limit);
}

/// Runs in the child: between fork and exec only what needs no lock and no memory.
static void become(const struct system_work *work, pid_t parent, int isolated) {
    sigset_t none;
    sigemptyset(&none);
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (setpgid(0, 0) < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent || nothing < 0
        || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0
        || syscall(SYS_close_range, 3u, ~0u, 4u /* on exec */) < 0 || chdir(work->folder) < 0
        || limit(RLIMIT_AS, work->memory) < 0 || limit(RLIMIT_FSIZE, work->file) < 0
        || limit(RLIMIT_CPU, work->seconds) < 0 || limit(RLIMIT_CORE, 0) < 0 || limit(RLIMIT_NOFILE, 256) < 0
        || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || keep_from_files(work) < 0
        || (isolated && keep_from_network() < 0))
        _exit(126);
    umask(077);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    execve(work->words[0], work->words, work->environment);
    _exit(127);
}

pid_t system_start_confined(const struct system_work *work) {
    pid_t parent = getpid();
    int isolated = knows_seccomp();
    pid_t child = fork();
    if (child < 0) return -errno;
    if (child == 0) become(work, parent, isolated);
    setpgid(child, child);
    return child;
}
