#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// By their numbers, the same on every architecture: Debian 12's headers know them, those of older systems do not.
#define CALL_CREATE 444
#define CALL_ADD 445
#define CALL_RESTRICT 446

// From the kernel's description of Landlock: what may be done to files below a path.
#define RUN (1u << 0)
#define WRITE_FILE (1u << 1)
#define READ_FILE (1u << 2)
#define READ_FOLDER (1u << 3)
#define REFER (1u << 13)
#define TRUNCATE (1u << 14)
#define DEVICE_COMMANDS (1u << 15)
#define ON_FILES (RUN | WRITE_FILE | READ_FILE | TRUNCATE | DEVICE_COMMANDS)
#define CONNECT_TCP (1u << 1)

struct ruleset {
    uint64_t files, network;
};

struct path_rule {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

int system_landlock_version(void) {
    long version = syscall(CALL_CREATE, NULL, 0, 1);
    return version < 0 ? 0 : (int)version;
}

static uint64_t known(int version) {
    return 0x1fffu | (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0) | (version >= 5 ? DEVICE_COMMANDS : 0);
}

int system_landlock_begin(int keeps_from_connecting) {
    int version = system_landlock_version();
    if (version == 0) return -ENOSYS;
    struct ruleset set = {known(version), version >= 4 && keeps_from_connecting ? CONNECT_TCP : 0};
    long rules = syscall(CALL_CREATE, &set, version >= 4 ? sizeof set : sizeof set.files, 0);
    return rules < 0 ? -errno : (int)rules;
}

int system_landlock_allow(int rules, const char *path, int writes) {
    int place = open(path, O_PATH | O_CLOEXEC);
    if (place < 0) return -errno;
    uint64_t rights = writes ? known(system_landlock_version()) & ~(uint64_t)(RUN | DEVICE_COMMANDS)
                             : RUN | READ_FILE | READ_FOLDER;
    struct stat facts;
    if (fstat(place, &facts) == 0 && !S_ISDIR(facts.st_mode)) rights &= ON_FILES;
    struct path_rule rule = {rights, place};
    long code = syscall(CALL_ADD, rules, 1, &rule, 0);
    int error = errno;
    close(place);
    return code < 0 ? -error : 0;
}

int system_landlock_enter(int rules) {
    long code = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (code == 0) code = syscall(CALL_RESTRICT, rules, 0);
    int error = errno;
    close(rules);
    return code < 0 ? -error : 0;
}
