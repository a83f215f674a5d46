// Tab: the common prefix of the offers, or their list.
#define _GNU_SOURCE
#include "editor.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wctype.h>

void ele_offer(void *sink, size_t from, const char *text, const char *note) {
    ele *e = sink;
    struct offer *more = realloc(e->offers, (e->noffers + 1) * sizeof *more);
    if (!more) return;
    e->offers = more;
    struct offer o = { to_wide(text), note ? to_wide(note) : NULL };
    if (!o.text) { free(o.note); return; }
    e->offers[e->noffers++] = o;
    e->replace_from = from;
}

static size_t common_prefix(const ele *e) {
    const wchar_t *first = e->offers[0].text;
    size_t common = wcslen(first);
    for (size_t i = 1; i < e->noffers; i++) {
        size_t k = 0;
        while (k < common && towlower((wint_t)e->offers[i].text[k]) == towlower((wint_t)first[k])) k++;
        common = k;
    }
    return common;
}

static unsigned char insert(ele *e, size_t typed, size_t common) {
    wchar_t *text = calloc(common + 2, sizeof *text);
    if (!text) return CC_ERROR;
    wmemcpy(text, e->offers[0].text, common);
    if (e->noffers == 1) text[common] = L' ';
    el_wdeletestr(e->el, (int)typed);
    int rc = el_winsertstr(e->el, text);
    free(text);
    return rc == -1 ? CC_ERROR : CC_REFRESH;
}

// Goes below the block, lists, and draws the line afresh there.
static unsigned char list(ele *e) {
    int at_row, rows, cols = ele_columns(STDOUT_FILENO), widest = 0;
    block_rows(e, &at_row, &rows);
    for (int i = at_row; i < rows; i++) fputs("\r\n", e->out);
    for (size_t i = 0; i < e->noffers; i++) {
        int w = wide_width(e->offers[i].text, wcslen(e->offers[i].text));
        if (w > widest) widest = w;
    }
    for (size_t i = 0; i < e->noffers; i++) {
        const struct offer *o = &e->offers[i];
        char *text = to_utf8(o->text, wcslen(o->text));
        bool fits = o->note && widest + 4 + wide_width(o->note, wcslen(o->note)) <= cols;
        char *note = fits ? to_utf8(o->note, wcslen(o->note)) : NULL;
        int pad = note ? widest - wide_width(o->text, wcslen(o->text)) + 2 : 0;
        if (text) fprintf(e->out, "  %s%*s%s\r\n", text, pad, "", note ? note : "");
        free(text);
        free(note);
    }
    fflush(e->out);
    redraw(e);
    return CC_NORM;
}

unsigned char fn_complete(EditLine *el, int ch) {
    (void)ch;
    ele *e = owner(el);
    if (!e->complete) return CC_ERROR;
    const LineInfoW *li = el_wline(el);
    char *head = to_utf8(li->buffer, (size_t)(li->cursor - li->buffer));
    if (!head) return CC_ERROR;
    size_t bytes = strlen(head);
    e->offers = NULL;
    e->noffers = 0;
    e->replace_from = bytes;
    e->complete(e->context, head, bytes, e);
    unsigned char rc = CC_ERROR;
    if (e->noffers > 0) {
        size_t from = e->replace_from > bytes ? bytes : e->replace_from;
        wchar_t *tail = to_wide(head + from);
        size_t typed = tail ? wcslen(tail) : 0, common = common_prefix(e);
        if (tail) rc = e->noffers == 1 || common > typed ? insert(e, typed, common) : list(e);
        free(tail);
    }
    for (size_t i = 0; i < e->noffers; i++) {
        free(e->offers[i].text);
        free(e->offers[i].note);
    }
    free(e->offers);
    e->offers = NULL;
    e->noffers = 0;
    free(head);
    return rc;
}
