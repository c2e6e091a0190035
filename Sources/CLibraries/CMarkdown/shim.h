#pragma once
#include <cmark-gfm.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Enumerations of the library are ordinary integers in C; Swift sees them through these.
static inline bool child_centre_markdown_is_heading(cmark_node *node) {
    return cmark_node_get_type(node) == CMARK_NODE_HEADING;
}

static inline size_t child_centre_markdown_length(const char *text) { return strlen(text); }

static inline void child_centre_markdown_free(char *text) { free(text); }
