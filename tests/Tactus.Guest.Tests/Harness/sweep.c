// Runs under the guest's own moment one (early.c is linked in) and tries every system call number in a child of its own, under
// the filter that comes on standard input as an array of struct sock_filter. It prints one line for each number: "number
// verdict", where the verdict is "allowed", "killed" or "errno=N".
//
// The children run the filter with its error numbers raised to ones that no call returns by itself, so that a call which
// was let through and failed on its own is told apart.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define NUMBERS 470
#define MOST_INSTRUCTIONS 4096
#define RAISED_BY 3000
#define ALLOWED (-1)
#define FILTER_FAILED 3

static struct sock_filter filter[MOST_INSTRUCTIONS];

static void attempt(long number, size_t count, volatile int *verdict)
{
    struct sock_fprog program = {(unsigned short)count, filter};
    alarm(2);
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) {
        _exit(FILTER_FAILED);
    }

    // A call that does not return counts as let through: exit, a wait for ever.
    *verdict = ALLOWED;
    errno = 0;
    long answer = syscall(number, -1L, -1L, -1L, -1L, -1L, -1L);
    if (answer == -1 && errno >= RAISED_BY) {
        *verdict = errno - RAISED_BY;
    }

    _exit(0);
}

int main(void)
{
    // The program arrives on standard input: there are no files here.
    size_t count = 0;
    while (count < MOST_INSTRUCTIONS && fread(&filter[count], sizeof filter[0], 1, stdin) == 1) {
        if (filter[count].code == (BPF_RET | BPF_K) && (filter[count].k & SECCOMP_RET_ACTION) == SECCOMP_RET_ERRNO) {
            filter[count].k += RAISED_BY;
        }

        count++;
    }

    volatile int *verdict = mmap(NULL, sizeof *verdict, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (count == 0 || verdict == MAP_FAILED) {
        return 2;
    }

    for (long number = 0; number < NUMBERS; number++) {
        *verdict = 0;
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            attempt(number, count, verdict);
        }

        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) != child) {
            return 2;
        }

        // A filter that cannot be loaded says nothing about any number.
        if (WIFEXITED(status) && WEXITSTATUS(status) == FILTER_FAILED && *verdict == 0) {
            return 3;
        }

        if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) {
            printf("%ld killed\n", number);
        } else if (*verdict == ALLOWED) {
            printf("%ld allowed\n", number);
        } else {
            printf("%ld errno=%d\n", number, *verdict);
        }
    }

    return 0;
}
