#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast of -1 to a function pointer, which Swift cannot say; SQLite copies the bytes.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, place, text ? text : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// A null pointer would bind NULL instead of no bytes.
static inline int csqlite_bind_bytes(sqlite3_stmt *statement, int place, const void *bytes, sqlite3_uint64 count) {
    if (count == 0) return sqlite3_bind_zeroblob(statement, place, 0);
    return sqlite3_bind_blob64(statement, place, bytes, count, SQLITE_TRANSIENT);
}

// sqlite3_db_config is variadic, which Swift cannot call.
static inline int csqlite_harden(sqlite3 *database) {
    int code = sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    if (code == SQLITE_OK) code = sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
    if (code == SQLITE_OK) code = sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
    if (code == SQLITE_OK) code = sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
    return code;
}

// SQLite syncs the database file only at the end of a checkpoint that copied the whole log, yet it counts as copied what
// earlier ones wrote. If that sync fails, the system drops those pages, and the next checkpoint would not write them
// again. So nothing counts as copied then: the word at byte 96 of the index of the log (SQLite's "WAL-mode File Format",
// 2.2), changed under the lock of checkpoints, which is lock 1.
static inline void csqlite_forget_copied(sqlite3 *database) {
    sqlite3_file *file = 0;
    if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file) return;
    const sqlite3_io_methods *methods = file->pMethods;
    if (!methods || methods->iVersion < 2) return;
    void volatile *index = 0;
    if (methods->xShmMap(file, 0, 32768, 0, &index) != SQLITE_OK || !index) return;
    // Other programs' checkpoints end; where one does not within a second, theirs meets the same failure.
    int locked = SQLITE_BUSY;
    for (int waited = 0; waited < 100 && locked == SQLITE_BUSY; waited++) {
        locked = methods->xShmLock(file, 1, 1, SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE);
        if (locked == SQLITE_BUSY) sqlite3_sleep(10);
    }
    __atomic_store_n((unsigned volatile *)index + 24, 0, __ATOMIC_SEQ_CST);
    if (locked == SQLITE_OK) methods->xShmLock(file, 1, 1, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
}

// Copies from the log into the database file; what a failing disk may have dropped is copied again by the next call.
static inline int csqlite_checkpoint(sqlite3 *database, int mode) {
    int code = sqlite3_wal_checkpoint_v2(database, "main", mode, 0, 0);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED) csqlite_forget_copied(database);
    return code;
}

static inline int csqlite_after_commit(void *context, sqlite3 *database, const char *name, int frames) {
    (void)context, (void)name;
    if (frames >= 1000) csqlite_checkpoint(database, SQLITE_CHECKPOINT_PASSIVE);
    return SQLITE_OK;
}

// In place of SQLite's own checkpoint after each commit that leaves a thousand pages or more in the log.
static inline void csqlite_watch_log(sqlite3 *database) { sqlite3_wal_hook(database, csqlite_after_commit, 0); }

// Writes the log's bytes in their own place once more and syncs them, so that the disk has what the system shows of them.
// To be called by who holds the lock of writers.
static inline int csqlite_write_log_again(sqlite3 *database) {
    sqlite3_file *log = 0;
    int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (code != SQLITE_OK || !log || !log->pMethods) return code;
    sqlite3_int64 size = 0;
    code = log->pMethods->xFileSize(log, &size);
    if (code != SQLITE_OK || size == 0) return code;
    // SQLite's files take less than 128 KB at once.
    const int part = 1 << 16;
    void *bytes = sqlite3_malloc(part);
    if (!bytes) return SQLITE_NOMEM;
    for (sqlite3_int64 place = 0; place < size && code == SQLITE_OK; place += part) {
        int count = size - place < part ? (int)(size - place) : part;
        code = log->pMethods->xRead(log, bytes, count, place);
        if (code == SQLITE_OK) code = log->pMethods->xWrite(log, bytes, count, place);
    }
    sqlite3_free(bytes);
    return code == SQLITE_OK ? log->pMethods->xSync(log, SQLITE_SYNC_FULL) : code;
}

// Extended codes are sums in macros, which Swift does not read.
static const int csqlite_moved = SQLITE_READONLY_DBMOVED;
static const int csqlite_foreign_key = SQLITE_CONSTRAINT_FOREIGNKEY;
static const int csqlite_check = SQLITE_CONSTRAINT_CHECK;
static const int csqlite_not_null = SQLITE_CONSTRAINT_NOTNULL;
static const int csqlite_type = SQLITE_CONSTRAINT_DATATYPE;
static const int csqlite_trigger = SQLITE_CONSTRAINT_TRIGGER;
