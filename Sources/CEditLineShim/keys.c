// EL_GETCFN and the functions bound to keys.
#define _GNU_SOURCE
#include "editor.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wctype.h>

static void suspend(ele *e) {
    struct sigaction dfl, old;
    memset(&dfl, 0, sizeof dfl);
    dfl.sa_handler = SIG_DFL;
    fputs("\033[?2004l\r\n", e->out);
    fflush(e->out);
    el_wset(e->el, EL_PREP_TERM, 0);
    sigaction(SIGTSTP, &dfl, &old);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &old, NULL);
}

// Acts on the signals that came. 1 = go on, 0 = end of input, -1 = interrupted.
static int handle_wake(ele *e) {
    unsigned char buf[64];
    ssize_t n = read(e->pipe_rd, buf, sizeof buf);
    int rc = 1;
    for (ssize_t i = 0; i < n; i++) {
        switch (buf[i]) {
        case SIGINT: e->interrupted = true; rc = -1; break;
        case SIGTERM: case SIGHUP: e->hangup = true; if (rc == 1) rc = 0; break;
        case SIGWINCH:
            hint_clear(e);
            erase_block(e);
            el_resize(e->el);
            redraw(e);
            break;
        case SIGTSTP: hint_clear(e); suspend(e); break;
        case SIGCONT:
            el_wset(e->el, EL_PREP_TERM, 1);
            fputs("\033[?2004h\r\033[J", e->out);
            fflush(e->out);
            el_resize(e->el);
            redraw(e);
            break;
        default: break;
        }
    }
    return rc;
}

static void drop_stash(ele *e, int n) {
    memmove(e->stash, e->stash + n, (size_t)(e->nstash - n));
    e->nstash -= n;
}

// ESC was just read: does a bracketed paste begin? Asked here and not with a key binding: libedit has no key
// timeout, and a binding that starts with ESC would hold back the lone ESC of vi users for ever.
static bool paste_starts(ele *e) {
    static const char tail[] = "[200~";
    const int n = 5;
    for (int i = 0; i < n; i++) {
        if (i == e->nstash) {
            struct pollfd p = { STDIN_FILENO, POLLIN, 0 };
            if (poll(&p, 1, 25) <= 0 || read(STDIN_FILENO, e->stash + i, 1) != 1) return false;
            e->nstash++;
        }
        if (e->stash[i] != (unsigned char)tail[i]) return false;
    }
    drop_stash(e, n);
    return true;
}

// One character of the stash, if there is a whole one.
static bool take_char(ele *e, wchar_t *out) {
    size_t k = decode1(e->stash, (size_t)e->nstash, out);
    if (k == 0) return false;
    drop_stash(e, (int)k);
    hint_clear(e);
    if (*out == 0) {  // NUL would end the line early; a ^D that was typed ahead arrives so
        if (!e->typed_ahead) return false;
        *out = 0x04;
    }
    if (*out == 033 && !e->pasting && paste_starts(e)) {
        *out = PASTE_KEY;
    } else if (*out == 0x12) {
        e->searching = true;  // ^R
    } else if (*out < 0x20 && *out != 0x13 && *out != 0x08) {
        e->searching = false;
    }
    return true;
}

static bool input_waits(void) {
    struct pollfd p = { STDIN_FILENO, POLLIN, 0 };
    return poll(&p, 1, 0) > 0;
}

int get_char(EditLine *el, wchar_t *out) {
    ele *e = owner(el);
    if (e->interrupted) { errno = EINTR; return -1; }
    if (e->hangup) return 0;
    if (e->nstash == 0 && !input_waits()) {
        e->typed_ahead = false;
        hint_draw(e);
    }
    for (;;) {
        if (e->nstash > 0 && take_char(e, out)) return 1;
        struct pollfd p[2] = { { STDIN_FILENO, POLLIN, 0 }, { e->pipe_rd, POLLIN, 0 } };
        int r = poll(p, 2, e->nstash ? 100 : -1);
        if (r == 0) {  // a character that never became whole
            *out = 0xFFFD;
            e->nstash = 0;
            hint_clear(e);
            return 1;
        }
        if (r < 0) {
            if (errno == EINTR) continue;
            return -1;
        }
        if (p[1].revents & POLLIN) {
            int w = handle_wake(e);
            if (w == 0) return 0;
            if (w < 0) { hint_clear(e); errno = EINTR; return -1; }
            if (!p[0].revents) { hint_draw(e); continue; }
        }
        if (p[0].revents & (POLLIN | POLLHUP | POLLERR)) {
            ssize_t n = read(STDIN_FILENO, e->stash + e->nstash, 1);
            if (n == 0) { e->hangup = true; return 0; }
            if (n < 0) {
                if (errno == EINTR || errno == EAGAIN) continue;
                e->hangup = errno == EIO;
                return e->hangup ? 0 : -1;
            }
            e->nstash += (int)n;
        } else if (p[0].revents & POLLNVAL) {
            e->hangup = true;
            return 0;
        }
    }
}

// A paste becomes one entry: line breaks stay, a trailing one does not submit, other controls go.
unsigned char fn_paste(EditLine *el, int ch) {
    (void)ch;
    static const wchar_t end[] = L"\033[201~";
    ele *e = owner(el);
    wchar_t *buf = malloc((PASTE_MAX + 8) * sizeof *buf), c;
    if (!buf) return CC_ERROR;
    size_t n = 0, m = 0, matched = 0, seen = 0;
    e->pasting = true;
    while (matched < 6 && el_wgetc(el, &c) == 1) {
        matched = c == end[matched] ? matched + 1 : c == end[0] ? 1 : 0;
        if (n < PASTE_MAX) buf[n++] = c;  // go on reading to the end, drop the excess
        seen++;
    }
    e->pasting = false;
    if (matched == 6 && n > seen - 6) n = seen - 6;
    for (size_t i = 0; i < n; i++) {
        wchar_t k = buf[i];
        if (k == L'\r') {
            if (i + 1 < n && buf[i + 1] == L'\n') continue;
            k = L'\n';
        }
        if (k == L'\t') k = L' ';
        if (k != L'\n' && (iswcntrl((wint_t)k) || k == 0x7F)) continue;
        buf[m++] = k;
    }
    while (m && buf[m - 1] == L'\n') m--;
    buf[m] = 0;
    int rc = m ? el_winsertstr(el, buf) : 0;
    free(buf);
    return rc == -1 ? CC_ERROR : CC_REFRESH;
}

unsigned char fn_newline(EditLine *el, int ch) {
    (void)ch;
    return el_winsertstr(el, L"\n") == -1 ? CC_ERROR : CC_REFRESH;
}

// Right and End: at the end of the line they take the hint.
static unsigned char move(EditLine *el, int steps) {
    const LineInfoW *li = el_wline(el);
    if (li->cursor < li->lastchar) {
        int left = (int)(li->lastchar - li->cursor);
        el_cursor(el, steps < left ? steps : left);
        return CC_REFRESH;
    }
    bool insertable;
    wchar_t *hint = hint_text(owner(el), &insertable);
    int rc = hint && insertable ? el_winsertstr(el, hint) : 0;
    free(hint);
    return rc == -1 ? CC_ERROR : CC_REFRESH;
}
unsigned char fn_forward(EditLine *el, int ch) { (void)ch; return move(el, 1); }
unsigned char fn_end(EditLine *el, int ch) { (void)ch; return move(el, 1 << 20); }
