#include "weight_sums.h"

#ifdef __SSE2__
#include <emmintrin.h>

// Two rows at a time: their bytes side by side are the pairs that the machine multiplies and adds.
static void add_pair(int32_t *sums, size_t count, const uint8_t *first, const uint8_t *second, __m128i factors) {
    const __m128i zero = _mm_setzero_si128();
    for (size_t i = 0; i < count; i += 16) {
        __m128i a = _mm_loadu_si128((const __m128i *)(first + i));
        __m128i b = _mm_loadu_si128((const __m128i *)(second + i));
        __m128i low = _mm_unpacklo_epi8(a, b), high = _mm_unpackhi_epi8(a, b);
        __m128i pairs[4] = {
            _mm_unpacklo_epi8(low, zero), _mm_unpackhi_epi8(low, zero),
            _mm_unpacklo_epi8(high, zero), _mm_unpackhi_epi8(high, zero),
        };
        for (int part = 0; part < 4; part++) {
            __m128i *place = (__m128i *)(sums + i + 4 * part);
            __m128i sum = _mm_loadu_si128(place);
            _mm_storeu_si128(place, _mm_add_epi32(sum, _mm_madd_epi16(pairs[part], factors)));
        }
    }
}

void weight_sums_add(
    int32_t *sums, size_t count, const uint8_t *bytes, const uint32_t *starts, const int16_t *factors, size_t rows) {
    for (size_t row = 0; row < rows; row += 2) {
        size_t other = row + 1 < rows ? row + 1 : row;
        uint32_t high = other == row ? 0 : (uint16_t)factors[other];
        add_pair(
            sums, count, bytes + starts[row], bytes + starts[other],
            _mm_set1_epi32((int)(high << 16 | (uint16_t)factors[row])));
    }
}
#else
void weight_sums_add(
    int32_t *sums, size_t count, const uint8_t *bytes, const uint32_t *starts, const int16_t *factors, size_t rows) {
    for (size_t row = 0; row < rows; row++) {
        const uint8_t *weights = bytes + starts[row];
        for (size_t i = 0; i < count; i++) sums[i] += (int32_t)factors[row] * weights[i];
    }
}
#endif
