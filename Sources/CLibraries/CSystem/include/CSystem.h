#pragma once
// What the Glibc module of Swift lacks: epoll, eventfd, accept4 and the variadic calls.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stdint.h>
#include "confine.h"
#include "landlock.h"
#include "network.h"
