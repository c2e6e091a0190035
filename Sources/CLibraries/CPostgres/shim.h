#pragma once
#include <libpq-fe.h>

// Macros of characters, which Swift does not read.
static const int cpostgres_state = PG_DIAG_SQLSTATE;
static const int cpostgres_message = PG_DIAG_MESSAGE_PRIMARY;
static const int cpostgres_table = PG_DIAG_TABLE_NAME;
static const int cpostgres_column = PG_DIAG_COLUMN_NAME;
static const int cpostgres_constraint = PG_DIAG_CONSTRAINT_NAME;
