// Stands between a program and a folder of its disk (LD_PRELOAD): writes down all that happens to the folder's files, in
// its order, and fails where it is told to. Files whose name ends with “-shm” are left alone: no crash keeps them. SQLite's
// own passing files fail like others, but are not written down.
//
//   DISK_FOLDER   the folder
//   DISK_LOG      the file that is written: records of `struct record`, each with its bytes behind it
//   DISK_CONTROL  a file of `struct control`, by which a test says what is to fail next
//   DISK_NORMAL   if set, SQLite is told synchronous = normal where the program says full
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { MAKE = 1, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, REMOVE, RENAME, FAILED_SYNC };

struct record {
    uint32_t kind, length;
    // The file by its inode, which stays when the name changes.
    uint64_t file, offset;
};

// Bits of `struct control.kinds`.
enum { ON_WRITE = 1, ON_SYNC = 2, ON_TRUNCATE = 4, ON_NAME = 8 };

struct control {
    // Which calls count; at which of them, counted from one, failing begins; for how many it lasts.
    int32_t kinds, countdown, lasting, error;
    // What came of it.
    int32_t failed, calls;
};

#define FILES 65536
static uint64_t inodes[FILES];
static char folder[4096];
static size_t folder_length;
static int journal = -1;
static volatile struct control *control;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("DISK_FOLDER"), *log = getenv("DISK_LOG"), *orders = getenv("DISK_CONTROL");
    if (!path || strlen(path) >= sizeof folder) return;
    folder_length = strlen(path);
    memcpy(folder, path, folder_length);
    if (log) journal = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    int file = orders ? REAL(open)(orders, O_RDWR | O_CLOEXEC) : -1;
    if (file >= 0) {
        void *shared = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (shared != MAP_FAILED) control = shared;
        REAL(close)(file);
    }
}

static int is_ours(const char *path) {
    if (!folder_length || !path || strncmp(path, folder, folder_length) != 0) return 0;
    size_t length = strlen(path);
    return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

static int is_passing(const char *path) { return strstr(path, "/etilqs_") != NULL; }

// No file has the number 1: it stands for all that pass.
#define PASSING 1
static uint64_t inode(int file) { return file >= 0 && file < FILES ? inodes[file] : 0; }

// Whether this call is to fail; sets errno. Called in our turn.
static int fails(int kind) {
    if (!control) return 0;
    if (!(control->kinds & kind)) return 0;
    control->calls++;
    if (control->countdown > 1) return control->countdown--, 0;
    if (control->countdown < 1 || control->lasting == 0) return 0;
    if (control->lasting > 0) control->lasting--;
    control->failed++;
    errno = control->error;
    return 1;
}

static void note(enum kind kind, uint64_t file, uint64_t offset, const void *bytes, size_t length) {
    if (journal < 0 || file == PASSING) return;
    int before = errno;
    struct record record = {kind, (uint32_t)length, file, offset};
    struct iovec parts[2] = {{&record, sizeof record}, {(void *)bytes, length}};
    if (REAL(writev)(journal, parts, 2) != (ssize_t)(sizeof record + length)) abort();
    errno = before;
}

static int opened(const char *path, int flags, mode_t mode) {
    if (!is_ours(path)) return REAL(open)(path, flags, mode);
    pthread_mutex_lock(&turn);
    struct stat before, after;
    int was_there = stat(path, &before) == 0;
    int file = !was_there && (flags & O_CREAT) && fails(ON_NAME) ? -1 : REAL(open)(path, flags, mode);
    if (file >= 0 && file < FILES && fstat(file, &after) == 0) {
        inodes[file] = is_passing(path) ? PASSING : after.st_ino;
        if (is_passing(path)) was_there = 1;
        if (!was_there && S_ISREG(after.st_mode)) note(MAKE, after.st_ino, 0, path, strlen(path));
        if (was_there && (flags & O_TRUNC) && !is_passing(path)) note(TRUNCATE, after.st_ino, 0, NULL, 0);
    }
    pthread_mutex_unlock(&turn);
    return file;
}

#define MODE(last) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, last); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) { MODE(flags) return opened(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(path, flags, mode); }

int close(int file) {
    if (file >= 0 && file < FILES) inodes[file] = 0;
    return REAL(close)(file);
}

static ssize_t put(int file, const void *bytes, size_t count, off_t offset) {
    pthread_mutex_lock(&turn);
    ssize_t done = -1;
    if (!fails(ON_WRITE)) {
        off_t place = offset >= 0 ? offset : lseek(file, 0, SEEK_CUR);
        struct stat facts;
        if (offset < 0 && (fcntl(file, F_GETFL) & O_APPEND) && fstat(file, &facts) == 0) place = facts.st_size;
        done = offset >= 0 ? REAL(pwrite64)(file, bytes, count, offset) : REAL(write)(file, bytes, count);
        if (done > 0) note(WRITE, inode(file), (uint64_t)place, bytes, (size_t)done);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t write(int file, const void *bytes, size_t count) {
    return inode(file) ? put(file, bytes, count, -1) : REAL(write)(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    return inode(file) ? put(file, bytes, count, offset) : REAL(pwrite)(file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    return inode(file) ? put(file, bytes, count, offset) : REAL(pwrite64)(file, bytes, count, offset);
}

static int cut(int file, off_t size) {
    if (!inode(file)) return REAL(ftruncate64)(file, size);
    pthread_mutex_lock(&turn);
    int result = fails(ON_TRUNCATE) ? -1 : REAL(ftruncate64)(file, size);
    if (result == 0) note(TRUNCATE, inode(file), (uint64_t)size, NULL, 0);
    pthread_mutex_unlock(&turn);
    return result;
}

int ftruncate(int file, off_t size) { return cut(file, size); }
int ftruncate64(int file, off64_t size) { return cut(file, size); }

static int settle(int file, int whole) {
    if (!inode(file)) return whole ? REAL(fsync)(file) : REAL(fdatasync)(file);
    pthread_mutex_lock(&turn);
    struct stat facts;
    int is_folder = fstat(file, &facts) == 0 && S_ISDIR(facts.st_mode);
    int failed = fails(ON_SYNC);
    // The disk itself is not what is tried: what counts is the order, and that stands in the log.
    if (failed) {
        int error = errno;
        note(FAILED_SYNC, inode(file), 0, NULL, 0);
        errno = error;
    } else {
        note(is_folder ? SYNC_FOLDER : SYNC, inode(file), 0, NULL, 0);
    }
    pthread_mutex_unlock(&turn);
    return failed ? -1 : 0;
}

int fsync(int file) { return settle(file, 1); }
int fdatasync(int file) { return settle(file, 0); }

int unlink(const char *path) {
    if (!is_ours(path)) return REAL(unlink)(path);
    pthread_mutex_lock(&turn);
    int result = fails(ON_NAME) ? -1 : REAL(unlink)(path);
    if (result == 0) note(REMOVE, is_passing(path) ? PASSING : 0, 0, path, strlen(path));
    pthread_mutex_unlock(&turn);
    return result;
}

int rename(const char *from, const char *to) {
    if (!is_ours(from) && !is_ours(to)) return REAL(rename)(from, to);
    pthread_mutex_lock(&turn);
    int result = fails(ON_NAME) ? -1 : REAL(rename)(from, to);
    char both[8192];
    size_t first = strlen(from), second = strlen(to);
    if (result == 0 && first + second + 1 < sizeof both) {
        memcpy(both, from, first + 1);
        memcpy(both + first + 1, to, second);
        note(RENAME, 0, 0, both, first + second + 1);
    }
    pthread_mutex_unlock(&turn);
    return result;
}

struct sqlite3;
int sqlite3_exec(struct sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);

int sqlite3_exec(
    struct sqlite3 *database, const char *text, int (*each)(void *, int, char **, char **), void *context,
    char **message) {
    if (getenv("DISK_NORMAL") && strcmp(text, "pragma synchronous = full") == 0) text = "pragma synchronous = normal";
    return REAL(sqlite3_exec)(database, text, each, context, message);
}
