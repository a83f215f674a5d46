// The face of libedit that Swift sees: plain functions and UTF-8 strings, no variadics and no libedit type,
// so that Swift never imports <histedit.h>.
#ifndef EDITLINE_SHIM_H
#define EDITLINE_SHIM_H
#include <stdbool.h>
#include <stddef.h>

// A line editor on standard input and output. Keep it on the thread that made it.
typedef struct ele ele;

enum {
    ELE_LINE = 0,       // a line, without its newline
    ELE_EOF = 1,        // ^D on an empty line, hang-up or SIGTERM
    ELE_INTERRUPT = 2,  // ^C: the line was dropped
    ELE_ERROR = 3       // errno says
};

// Takes LC_CTYPE from the environment, or C.UTF-8 where that is no UTF-8 locale. Only LC_CTYPE:
// decimals must be read with a point everywhere.
void ele_use_utf8_locale(void);

// NULL where lines cannot be edited: not a terminal, TERM dumb or unknown, no memory.
ele *ele_create(const char *program);
void ele_destroy(ele *);

// Reads a line. The prompt may hold SGR escapes; they take no width. *line is for free().
int ele_read(ele *, const char *prompt, char **line);

// Called on Tab with the text before the cursor; answers through ele_offer with the sink.
typedef void (*ele_complete_fn)(void *context, const char *head, size_t bytes, void *sink);
// Called while a line is typed, with the whole line. Returns a malloc'd text that the shim frees, or NULL.
// *insertable says whether Right and End put the text into the line.
typedef char *(*ele_hint_fn)(void *context, const char *line, bool *insertable);
void ele_set_callbacks(ele *, void *context, ele_complete_fn, ele_hint_fn);
// Offers a text for what stands between the byte `from` of the head and the cursor. The note may be NULL.
void ele_offer(void *sink, size_t from, const char *text, const char *note);

// What Up and ^R go through; one entry may hold newlines. The newest is added last.
void ele_history_clear(ele *);
void ele_history_add(ele *, const char *line);

// The size of the terminal at a descriptor; 80 x 24 where it does not say.
int ele_columns(int descriptor);
int ele_rows(int descriptor);

// From now on ^C outside the editor only ends a blocking call (EINTR), and a closed pipe is an error (EPIPE).
void ele_shield_interrupts(void);
void ele_ignore_broken_pipe(void);
// Whether ^C came since the last time this was asked.
bool ele_take_interrupt(void);
// Waits until standard input can be read; false if ^C comes first or came already.
bool ele_wait_for_input(void);

// Runs a shell command with the text as its standard input; its exit status, or -1.
int ele_pipe_to(const char *command, const char *text, size_t bytes);
#endif
