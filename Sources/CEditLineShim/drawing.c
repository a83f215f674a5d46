// Where the edited line stands on the screen, and the dim hint after it.
#define _GNU_SOURCE
#include "editor.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int window(int fd, bool rows) {
    struct winsize ws;
    if (ioctl(fd, TIOCGWINSZ, &ws) != 0) return 0;
    return rows ? ws.ws_row : ws.ws_col;
}
int ele_columns(int fd) { int n = window(fd, false); return n > 0 ? n : 80; }
int ele_rows(int fd) { int n = window(fd, true); return n > 0 ? n : 24; }

void redraw(ele *e) { el_wset(e->el, EL_REFRESH); }

// Rows from the first row of the edited block to the cursor, and in all.
void block_rows(ele *e, int *to_cursor, int *total) {
    const LineInfoW *li = el_wline(e->el);
    int cols = ele_columns(STDOUT_FILENO), at = -1;
    int col = wide_width(e->prompt, wcslen(e->prompt)), row = col / cols;
    col %= cols;
    for (const wchar_t *p = li->buffer; p <= li->lastchar; p++) {
        if (p == li->cursor) at = row;
        if (p == li->lastchar) break;
        if (*p == L'\n') { row++; col = 0; continue; }
        int w = wcwidth(*p);
        if (w < 0) w = 2;
        if (col + w > cols) { row++; col = 0; }
        col += w;
        if (col >= cols) { row++; col = 0; }
    }
    *to_cursor = at < 0 ? row : at;
    *total = row + 1;
}

// EL_REFRESH takes column 0 of the cursor's row for the start of the block: go there first.
void erase_block(ele *e) {
    int up, rows;
    block_rows(e, &up, &rows);
    fputc('\r', e->out);
    if (up > 0) fprintf(e->out, "\033[%dA", up);
    fputs("\033[J", e->out);
    fflush(e->out);
}

void hint_clear(ele *e) {
    if (!e->hinted) return;
    fputs("\033[K", e->out);
    fflush(e->out);
    e->hinted = false;
}

wchar_t *hint_text(ele *e, bool *insertable) {
    *insertable = false;
    if (!e->hint || e->searching || e->pasting) return NULL;
    const LineInfoW *li = el_wline(e->el);
    if (li->cursor != li->lastchar || li->lastchar == li->buffer) return NULL;
    size_t n = (size_t)(li->lastchar - li->buffer);
    if (wmemchr(li->buffer, L'\n', n)) return NULL;
    char *line = to_utf8(li->buffer, n);
    char *hint = line ? e->hint(e->context, line, insertable) : NULL;
    wchar_t *wide = hint ? to_wide(hint) : NULL;
    free(line);
    free(hint);
    return wide;
}

// Only when it fits on the row: a hint that wraps could not be erased.
void hint_draw(ele *e) {
    bool insertable;
    wchar_t *hint = hint_text(e, &insertable);
    if (!hint) return;
    const LineInfoW *li = el_wline(e->el);
    int cols = ele_columns(STDOUT_FILENO), w = wide_width(hint, wcslen(hint));
    int used = wide_width(e->prompt, wcslen(e->prompt)) + wide_width(li->buffer, (size_t)(li->lastchar - li->buffer));
    char *text = w > 0 && used % cols + w < cols ? to_utf8(hint, wcslen(hint)) : NULL;
    if (text) {
        fprintf(e->out, "\033[2m%s\033[22m\033[%dD", text, w);
        fflush(e->out);
        e->hinted = true;
    }
    free(text);
    free(hint);
}
