// Life cycle and reading. The wide calls are used throughout: the narrow ones decode by the locale, drop what they
// cannot decode, and crash on a prompt that is not ASCII.
#define _GNU_SOURCE
#include "editor.h"
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

void ele_use_utf8_locale(void) {
    if (!setlocale(LC_CTYPE, "") || strcasecmp(nl_langinfo(CODESET), "UTF-8") != 0)
        if (!setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "en_US.UTF-8");
}

static wchar_t *fn_prompt(EditLine *el) { return owner(el)->prompt; }

static FILE *reopened(int fd, const char *mode) {
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    FILE *f = copy < 0 ? NULL : fdopen(copy, mode);
    if (!f && copy >= 0) close(copy);
    return f;
}

static void bind_keys(EditLine *el) {
    static const wchar_t *keys[][2] = {
        { L"^R", L"em-inc-search-prev" }, { L"^W", L"ed-delete-prev-word" },
        { L"^F", L"ele-forward" }, { L"\\e[C", L"ele-forward" }, { L"\\eOC", L"ele-forward" },
        { L"^E", L"ele-end" }, { L"\\e[F", L"ele-end" }, { L"\\eOF", L"ele-end" }, { L"\\e[4~", L"ele-end" },
        { L"\\e[H", L"ed-move-to-beg" }, { L"\\e[1~", L"ed-move-to-beg" },
        { L"\\e[1;5C", L"em-next-word" }, { L"\\e[1;5D", L"ed-prev-word" },
        { L"\\e[1;3C", L"em-next-word" }, { L"\\e[1;3D", L"ed-prev-word" },
        { L"\\e[3~", L"ed-delete-next-char" },
        { L"\\e\\r", L"ele-newline" }, { L"\\e\\n", L"ele-newline" },
        { L"\\ep", L"ed-search-prev-history" }, { L"\\en", L"ed-search-next-history" },
        { L"\\ex", L"ed-unassigned" },  // would open libedit's own command line
        { L"\\eX", L"ed-unassigned" },
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) el_wset(el, EL_BIND, keys[i][0], keys[i][1], NULL);
    el_source(el, NULL);  // ~/.editrc; "bind -v" in it resets every key, so the needed ones come after
    el_wset(el, EL_BIND, L"^I", L"ele-complete", NULL);
    el_wset(el, EL_BIND, L"\\034", L"ele-paste", NULL);
    el_wset(el, EL_BIND, L"-a", L"\\034", L"ele-paste", NULL);
    const wchar_t *editor = L"";
    if (el_wget(el, EL_EDITOR, &editor) == 0 && editor[0] == L'v')
        el_wset(el, EL_BIND, L"^[", L"vi-command-mode", NULL);  // as OpenSSH's sftp does
}

static bool configure(ele *e, const char *program) {
    // An unknown TERM makes libedit write two lines to its error stream: ask it quietly first.
    FILE *quiet = fopen("/dev/null", "we");
    if (!quiet) return false;
    e->el = el_init_fd(program, e->in, e->out, quiet, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
    // A terminal that is newer than the terminfo here (TERM=xterm-ghostty over ssh) does what xterm does.
    bool isKnown = e->el && (el_wset(e->el, EL_TERMINAL, NULL) != -1 || el_wset(e->el, EL_TERMINAL, "xterm") != -1);
    if (e->el) el_wset(e->el, EL_SETFP, 2, e->err);
    fclose(quiet);
    if (!isKnown) return false;
    HistEventW ev;
    e->history = history_winit();
    if (!e->history || history_w(e->history, &ev, H_SETSIZE, 2000) == -1) return false;
    EditLine *el = e->el;
    el_wset(el, EL_CLIENTDATA, e);
    el_wset(el, EL_SIGNAL, 0);  // ours, see signals.c
    el_wset(el, EL_EDITOR, L"emacs");
    el_wset(el, EL_HIST, history_w, e->history);
    el_wset(el, EL_PROMPT_ESC, fn_prompt, L'\1');
    el_wset(el, EL_GETCFN, get_char);
    el_wset(el, EL_ADDFN, L"ele-complete", L"Complete", fn_complete);
    el_wset(el, EL_ADDFN, L"ele-paste", L"Bracketed paste", fn_paste);
    el_wset(el, EL_ADDFN, L"ele-newline", L"Insert a line break", fn_newline);
    el_wset(el, EL_ADDFN, L"ele-forward", L"Forward, or take the hint", fn_forward);
    el_wset(el, EL_ADDFN, L"ele-end", L"End of line, or take the hint", fn_end);
    bind_keys(el);
    return true;
}

ele *ele_create(const char *program) {
    const char *term = getenv("TERM");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !term || !*term || !strcmp(term, "dumb") ||
        !strcmp(term, "emacs") || !strcmp(term, "unknown"))
        return NULL;
    ele *e = calloc(1, sizeof *e);
    if (!e) return NULL;
    int p[2] = { -1, -1 };
    bool isPiped = pipe2(p, O_CLOEXEC | O_NONBLOCK) == 0;
    e->pipe_rd = p[0];
    e->pipe_wr = p[1];
    e->in = reopened(STDIN_FILENO, "r");
    e->out = reopened(STDOUT_FILENO, "w");
    e->err = reopened(STDERR_FILENO, "w");
    e->prompt = wcsdup(L"> ");
    if (isPiped && e->in && e->out && e->err && e->prompt && configure(e, program)) return e;
    ele_destroy(e);
    return NULL;
}

void ele_destroy(ele *e) {
    if (!e) return;
    if (e->el) {
        el_wset(e->el, EL_EDITMODE, 0);  // or el_end's TCSAFLUSH eats what was typed ahead
        el_end(e->el);
    }
    if (e->history) history_wend(e->history);
    if (e->in) fclose(e->in);
    if (e->out) fclose(e->out);
    if (e->err) fclose(e->err);
    if (e->pipe_rd >= 0) close(e->pipe_rd);
    if (e->pipe_wr >= 0) close(e->pipe_wr);
    free(e->prompt);
    free(e);
}

void ele_set_callbacks(ele *e, void *context, ele_complete_fn complete, ele_hint_fn hint) {
    e->context = context;
    e->complete = complete;
    e->hint = hint;
}

int ele_read(ele *e, const char *prompt, char **line) {
    *line = NULL;
    wchar_t *marked = mark_prompt(prompt);
    if (!marked) { errno = ENOMEM; return ELE_ERROR; }
    free(e->prompt);
    e->prompt = marked;
    e->interrupted = e->searching = e->hinted = false;
    e->typed_ahead = true;
    signals_on(e);
    el_wset(e->el, EL_PREP_TERM, 1);  // before the prompt, or what is typed early is echoed twice
    fputs("\033[?2004h", e->out);
    fflush(e->out);
    int n = 0;
    const wchar_t *w = el_wgets(e->el, &n);
    int err = errno;
    hint_clear(e);
    fputs("\033[?2004l", e->out);
    fflush(e->out);
    signals_off();
    if (e->interrupted) {  // before the end of input: ^C inside ^R looks like one
        fputs("^C\n", e->out);
        fflush(e->out);
        return ELE_INTERRUPT;
    }
    if (e->hangup) return ELE_EOF;
    if (!w || n <= 0) {
        if (n < 0 && err && err != EINTR) { errno = err; return ELE_ERROR; }
        fputc('\n', e->out);
        fflush(e->out);
        return ELE_EOF;
    }
    while (n > 0 && (w[n - 1] == L'\n' || w[n - 1] == L'\r')) n--;
    *line = to_utf8(w, (size_t)n);
    if (!*line) { errno = ENOMEM; return ELE_ERROR; }
    return ELE_LINE;
}

void ele_history_clear(ele *e) {
    HistEventW ev;
    history_w(e->history, &ev, H_CLEAR);
}

void ele_history_add(ele *e, const char *line) {
    HistEventW ev;
    wchar_t *w = to_wide(line);
    if (w) history_w(e->history, &ev, H_ENTER, w);
    free(w);
}

int ele_pipe_to(const char *command, const char *text, size_t bytes) {
    FILE *f = popen(command, "we");
    if (!f) return -1;
    fwrite(text, 1, bytes, f);  // a pager that was left early is no error
    return pclose(f);
}
