#ifndef BUILT_IN_H
#define BUILT_IN_H

#include <stddef.h>

/// A file of the folder `BuiltIn`, as it stood when the program was built.
struct built_in_file {
  const char *path;
  const unsigned char *bytes;
  size_t size;
};

/// The first of them; they stand in order of path.
const struct built_in_file *built_in_first(void);

/// How many there are.
size_t built_in_count(void);

#endif
