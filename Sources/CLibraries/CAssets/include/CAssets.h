#pragma once
#include <stddef.h>
#include <stdint.h>

/// One file of Assets/ or Phrases/, as the compiler read it.
struct CAsset {
    /// The path from the top of the project, such as "Assets/house.css".
    const char *name;
    const uint8_t *bytes;
    size_t size;
};

size_t casset_count(void);

/// NULL beyond the end.
const struct CAsset *casset_at(size_t index);
