// Memory for the knowledge in few large pages: glibc's settings of its heap, which Swift does not see.
#ifndef LARGE_PAGES_H
#define LARGE_PAGES_H

#include <stddef.h>

/// Grows the heap by so many bytes at once and asks for it in large pages, so that a start does not
/// stop at every 4096 bytes that it touches. Memory is used only where it is touched. It is advice:
/// where it is not taken, or where there is no glibc, nothing changes.
void large_pages_for_heap(size_t bytes);

/// Asks for memory that was not touched yet in large pages, for whoever goes through it by leaps. It is advice.
void large_pages(void *memory, size_t bytes);

#endif
