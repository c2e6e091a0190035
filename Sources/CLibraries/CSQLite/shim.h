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

// Extended codes are sums in macros, which Swift does not read.
static const int csqlite_moved = SQLITE_READONLY_DBMOVED;
static const int csqlite_foreign_key = SQLITE_CONSTRAINT_FOREIGNKEY;
static const int csqlite_check = SQLITE_CONSTRAINT_CHECK;
static const int csqlite_not_null = SQLITE_CONSTRAINT_NOTNULL;
static const int csqlite_type = SQLITE_CONSTRAINT_DATATYPE;
static const int csqlite_trigger = SQLITE_CONSTRAINT_TRIGGER;
