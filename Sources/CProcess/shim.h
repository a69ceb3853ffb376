#pragma once

// What Swift cannot use for itself: prctl takes a variable number of arguments, and environ is a
// variable that anyone may change.

#ifdef __linux__
#include <sys/prctl.h>

/// Lets processes whose parent ended become children of this one, where they can be found.
static inline int cprocess_adopt_orphans(void) {
  return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}
#endif

extern char **environ;

static inline char **cprocess_environment(void) { return environ; }
