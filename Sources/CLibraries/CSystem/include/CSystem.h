#pragma once
// What the Glibc module of Swift lacks: epoll, eventfd, accept4 and the variadic calls.
//
// No header of the system with types of its own is included here: the Glibc module of Swift has read it with other
// feature macros, and the compiler refuses to see two of one type.
#include <stdint.h>
#include "confine.h"
#include "landlock.h"
#include "network.h"
#include "supervise.h"
