// Signals. While a line is edited, the handlers only write one byte to the self-pipe, whatever thread they run
// on; libedit's own handlers (EL_SIGNAL) would send the signal to the whole process group and allocate memory.
#define _GNU_SOURCE
#include "editor.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t wake_fd = -1;
static volatile sig_atomic_t was_interrupted;
static const int edited[] = { SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP };
enum { EDITED = sizeof edited / sizeof *edited };
static struct sigaction saved[EDITED];

static void on_signal(int s) {
    int e = errno;
    char c = (char)s;
    if (wake_fd >= 0) { ssize_t r = write(wake_fd, &c, 1); (void)r; }
    errno = e;
}

static void on_interrupt(int s) { (void)s; was_interrupted = 1; }

static void handle(int s, void (*handler)(int), int flags, struct sigaction *old) {
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = handler;
    sa.sa_flags = flags;
    sigemptyset(&sa.sa_mask);
    sigaction(s, &sa, old);
}

void signals_on(ele *e) {
    wake_fd = e->pipe_wr;
    for (int i = 0; i < EDITED; i++) handle(edited[i], on_signal, SA_RESTART, &saved[i]);
}

void signals_off(void) {
    for (int i = 0; i < EDITED; i++) sigaction(edited[i], &saved[i], NULL);
    wake_fd = -1;
}

void ele_shield_interrupts(void) {
    handle(SIGINT, on_interrupt, 0, NULL);  // no SA_RESTART: a read must come back
    ele_ignore_broken_pipe();
}

void ele_ignore_broken_pipe(void) { handle(SIGPIPE, SIG_IGN, 0, NULL); }

// The signal is let in by ppoll alone: one that comes just before it must not be lost.
bool ele_wait_for_input(void) {
    sigset_t hold, was;
    sigemptyset(&hold);
    sigaddset(&hold, SIGINT);
    sigprocmask(SIG_BLOCK, &hold, &was);
    struct pollfd p = { STDIN_FILENO, POLLIN, 0 };
    int r = 0;
    while (!was_interrupted && r == 0) {
        r = ppoll(&p, 1, NULL, &was);
        if (r < 0 && errno == EINTR) r = 0;
    }
    sigprocmask(SIG_SETMASK, &was, NULL);
    return !was_interrupted;
}

bool ele_take_interrupt(void) {
    bool was = was_interrupted;
    was_interrupted = 0;
    return was;
}
