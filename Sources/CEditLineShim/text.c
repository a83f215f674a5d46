// UTF-8 to wide characters and back. The locale is not asked: in a C locale it would drop "µ" from "µmol/L".
#define _GNU_SOURCE
#include "editor.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

size_t decode1(const unsigned char *s, size_t n, wchar_t *out) {
    if (n == 0) return 0;
    unsigned c = s[0];
    if (c < 0x80) { *out = (wchar_t)c; return 1; }
    int need = c >= 0xC2 && c <= 0xDF ? 1 : (c & 0xF0) == 0xE0 ? 2 : c >= 0xF0 && c <= 0xF4 ? 3 : -1;
    if (need < 0) { *out = 0xFFFD; return 1; }
    uint32_t v = c & (0x3Fu >> need);
    for (int i = 1; i <= need; i++) {
        if ((size_t)i >= n) return 0;
        if ((s[i] & 0xC0) != 0x80) { *out = 0xFFFD; return (size_t)i; }
        v = (v << 6) | (s[i] & 0x3F);
        if (i == 1 && ((c == 0xE0 && s[1] < 0xA0) || (c == 0xED && s[1] > 0x9F) ||
                       (c == 0xF0 && s[1] < 0x90) || (c == 0xF4 && s[1] > 0x8F))) {
            *out = 0xFFFD;
            return 1;
        }
    }
    *out = (wchar_t)v;
    return (size_t)need + 1;
}

wchar_t *to_wide(const char *s) {
    size_t n = strlen(s);
    wchar_t *w = malloc((n + 1) * sizeof *w), *p = w;
    if (!w) return NULL;
    for (size_t i = 0; i < n;) {
        size_t k = decode1((const unsigned char *)s + i, n - i, p);
        if (k == 0) { *p = 0xFFFD; k = n - i; }
        p++;
        i += k;
    }
    *p = 0;
    return w;
}

char *to_utf8(const wchar_t *w, size_t n) {
    char *s = malloc(n * 4 + 1), *p = s;
    if (!s) return NULL;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = (uint32_t)w[i];
        if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
        if (c < 0x80) { *p++ = (char)c; continue; }
        if (c < 0x800) {
            *p++ = (char)(0xC0 | c >> 6);
        } else {
            if (c < 0x10000) {
                *p++ = (char)(0xE0 | c >> 12);
            } else {
                *p++ = (char)(0xF0 | c >> 18);
                *p++ = (char)(0x80 | (c >> 12 & 0x3F));
            }
            *p++ = (char)(0x80 | (c >> 6 & 0x3F));
        }
        *p++ = (char)(0x80 | (c & 0x3F));
    }
    *p = 0;
    return s;
}

// Columns; what stands between two \1 takes none.
int wide_width(const wchar_t *w, size_t n) {
    int sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (w[i] == 1) {
            while (++i < n && w[i] != 1) {}
            continue;
        }
        int k = wcwidth(w[i]);
        sum += k > 0 ? k : 0;
    }
    return sum;
}

// Puts \1 around each run of escapes. libedit loses a literal that ends the prompt, and the second of two
// adjacent ones: hence one literal a run, and a blank after the last.
wchar_t *mark_prompt(const char *s) {
    wchar_t *w = to_wide(s);
    if (!w) return NULL;
    size_t n = wcslen(w);
    wchar_t *marked = calloc(n * 3 + 4, sizeof *marked), *p = marked;
    for (size_t i = 0; marked && i < n;) {
        if (w[i] == 1) { i++; continue; }
        if (w[i] != 033) { *p++ = w[i++]; continue; }
        *p++ = 1;
        while (i < n && w[i] == 033) {
            do *p++ = w[i++]; while (i < n && !iswalpha((wint_t)w[i]));
            if (i < n) *p++ = w[i++];
        }
        *p++ = 1;
        if (i >= n) *p++ = L' ';
    }
    free(w);
    return marked;
}
