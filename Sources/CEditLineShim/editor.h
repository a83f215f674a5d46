// What the files of the shim share. <term.h> is left out on purpose: its macros (lines, columns) break structs.
#ifndef EDITOR_H
#define EDITOR_H
#include "editline_shim.h"
#include <histedit.h>
#include <signal.h>
#include <stdio.h>
#include <wchar.h>

struct offer { wchar_t *text; wchar_t *note; };
struct ele {
    EditLine *el;
    HistoryW *history;
    FILE *in, *out, *err;
    int pipe_rd, pipe_wr;      // self-pipe: signals wake the read
    wchar_t *prompt;           // with \1 around escapes
    bool interrupted, hangup, searching, hinted, pasting;
    bool typed_ahead;          // nobody waited for input yet
    unsigned char stash[16];   // bytes read and not decoded yet
    int nstash;
    void *context;
    ele_complete_fn complete;
    ele_hint_fn hint;
    struct offer *offers;
    size_t noffers, replace_from;
};

// text.c: UTF-8 <-> wchar_t without the locale. Results are malloc'd; NULL without memory.
size_t decode1(const unsigned char *s, size_t n, wchar_t *out);  // bytes used, 0 = incomplete
wchar_t *to_wide(const char *s);
char *to_utf8(const wchar_t *w, size_t n);
int wide_width(const wchar_t *w, size_t n);
wchar_t *mark_prompt(const char *s);

// signals.c
void signals_on(ele *);
void signals_off(void);

// drawing.c
void redraw(ele *);
void erase_block(ele *);
void block_rows(ele *, int *to_cursor, int *total);
void hint_draw(ele *);
void hint_clear(ele *);
wchar_t *hint_text(ele *, bool *insertable);  // for the line as it stands; NULL = none

// keys.c: functions that libedit calls
int get_char(EditLine *, wchar_t *);
unsigned char fn_paste(EditLine *, int);
unsigned char fn_newline(EditLine *, int);
unsigned char fn_forward(EditLine *, int);
unsigned char fn_end(EditLine *, int);

// completion.c
unsigned char fn_complete(EditLine *, int);

static inline ele *owner(EditLine *el) {
    ele *e = NULL;
    el_wget(el, EL_CLIENTDATA, &e);
    return e;
}
// ^\ makes SIGQUIT while ISIG is on, so the byte is never typed: free to mean "a paste begins".
#define PASTE_KEY 0x1C
// More than a line may hold; the rest of a paste is dropped.
#define PASTE_MAX (16 * 1024)
#endif
