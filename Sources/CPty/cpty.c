#define _GNU_SOURCE
#include "cpty.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int cpty_open(int columns, int rows, char *path, size_t capacity) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return -1;
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (grantpt(master) == 0 && unlockpt(master) == 0 && ptsname_r(master, path, capacity) == 0 &&
      ioctl(master, TIOCSWINSZ, &size) == 0)
    return master;
  close(master);
  return -1;
}

short cpty_spawn_setsid(void) { return POSIX_SPAWN_SETSID; }
