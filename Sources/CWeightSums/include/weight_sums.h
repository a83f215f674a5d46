// Sums of rows of bytes, each times a factor: the inner loop of a ranking. It is C because the
// instruction that does it, a multiplication of eight pairs with their sum, has no name in Swift.
#ifndef WEIGHT_SUMS_H
#define WEIGHT_SUMS_H

#include <stddef.h>
#include <stdint.h>

/// For each of `count` sums, a multiple of 16: sums[i] += Σ factors[r] · bytes[starts[r] + i].
///
/// Whole numbers, so that every machine gets the same; the caller sees to it that none overflows and
/// that every row lies within the bytes.
void weight_sums_add(
    int32_t *sums, size_t count, const uint8_t *bytes, const uint32_t *starts, const int16_t *factors, size_t rows);

#endif
