#define _GNU_SOURCE
#include "large_pages.h"

#include <stdint.h>
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

// The greatest that glibc lets stand in the heap.
static const size_t most = 32 << 20;
static const uintptr_t page = 2 << 20;

void large_pages_for_heap(size_t bytes) {
    if (bytes > most) bytes = most;
    if (!mallopt(M_MMAP_THRESHOLD, (int)most) || !mallopt(M_TRIM_THRESHOLD, 2 * (int)most)) return;
    uintptr_t start = (uintptr_t)sbrk(0);
    void *volatile block = malloc(bytes);
    free(block);
    uintptr_t end = (uintptr_t)sbrk(0);
    start = (start + page - 1) / page * page;
    if (start < end) madvise((void *)start, end - start, MADV_HUGEPAGE);
}

void large_pages(void *memory, size_t bytes) {
    uintptr_t start = ((uintptr_t)memory + page - 1) / page * page;
    uintptr_t end = ((uintptr_t)memory + bytes) / page * page;
    if (start < end) madvise((void *)start, end - start, MADV_HUGEPAGE);
}
#else
void large_pages_for_heap(size_t bytes) { (void)bytes; }
void large_pages(void *memory, size_t bytes) { (void)memory, (void)bytes; }
#endif
