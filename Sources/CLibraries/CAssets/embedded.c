// Written by scripts/embed; do not edit.
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "CAssets.h"

// The 0 at the end lets an empty file be an array, too; it is not counted.
static const uint8_t file1[] = {
#embed "../../../Assets/robots.txt" suffix(,)
0};

static const struct CAsset files[] = {
    {"Assets/robots.txt", file1, sizeof file1 - 1},
    {NULL, NULL, 0},
};

size_t casset_count(void) { return sizeof files / sizeof *files - 1; }

const struct CAsset *casset_at(size_t index) { return index < casset_count() ? &files[index] : NULL; }
