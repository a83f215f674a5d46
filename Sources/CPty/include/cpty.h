// The few calls of a pseudo terminal that Swift does not see: glibc declares them for _GNU_SOURCE alone.
#ifndef CPTY_H
#define CPTY_H

#include <stddef.h>

/// Opens a pseudo terminal of so many columns and rows, closed on exec.
///
/// Writes the path of its other side into `path`, ended by NUL. Gives the descriptor, or -1.
int cpty_open(int columns, int rows, char *path, size_t capacity);

/// The flag of posix_spawn by which a child leads a session of its own.
short cpty_spawn_setsid(void);

#endif
