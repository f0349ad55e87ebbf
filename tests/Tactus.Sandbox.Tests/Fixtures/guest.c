/* A stand-in for the guest: takes the token, connects to the broker's socket, and does what the test asks for, line by line.
   sys NR ARG...  makes a system call; an argument is a number, or text after a quote mark; answers the error number, or 0
   alloc MIB      touches memory
   spin           burns CPU time for ever
   err TEXT       writes to standard error
   threads N      starts threads until one fails, answers how many
   exit N, kill N ends */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

static void *idle(void *unused) { for (;;) sleep(1000); return unused; }

static long make(char *rest)
{
    long a[7] = {0};
    int n = 0;
    for (char *word = strtok(rest, " "); word && n < 7; word = strtok(NULL, " "), n++)
        a[n] = word[0] == '"' ? (long)(word + 1) : strtol(word, NULL, 0);
    errno = 0;
    return syscall(a[0], a[1], a[2], a[3], a[4], a[5], a[6]) < 0 ? errno : 0;
}

int main(int argc, char **argv)
{
    unsigned char token[32];
    size_t have = 0;
    while (have < sizeof token) {
        ssize_t n = read(0, token + have, sizeof token - have);
        if (n <= 0) return 91;
        have += n;
    }
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (argc != 2 || strlen(argv[1]) >= sizeof to.sun_path) return 92;
    strcpy(to.sun_path, argv[1]);
    int s = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(s, (struct sockaddr *)&to, sizeof to)) { perror("connect"); return 93; }
    FILE *in = fdopen(s, "r"), *out = fdopen(dup(s), "w");
    for (int i = 0; i < 32; i++) fprintf(out, "%02x", token[i]);
    fprintf(out, "\n"); fflush(out);
    char line[4096];
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = 0;
        char *rest = strchr(line, ' ');
        rest = rest ? rest + 1 : line + strlen(line);
        if (!strncmp(line, "sys", 3)) fprintf(out, "%ld\n", make(rest));
        else if (!strncmp(line, "alloc", 5)) {
            long mib = atol(rest);
            for (long i = 0; i < mib; i++) { char *p = malloc(1 << 20); if (!p) { fprintf(out, "refused\n"); goto next; } memset(p, 1, 1 << 20); }
            fprintf(out, "ok\n");
        }
        else if (!strncmp(line, "threads", 7)) {
            long want = atol(rest), made = 0;
            pthread_t t;
            pthread_attr_t small;
            pthread_attr_init(&small);
            pthread_attr_setstacksize(&small, 65536);
            while (made < want && !pthread_create(&t, &small, idle, NULL)) made++;
            fprintf(out, "%ld\n", made);
        }
        else if (!strncmp(line, "spin", 4)) for (;;) ;
        else if (!strncmp(line, "err", 3)) { fprintf(stderr, "%s\n", rest); fprintf(out, "ok\n"); }
        else if (!strncmp(line, "exit", 4)) exit(atoi(rest));
        else if (!strncmp(line, "kill", 4)) { kill(getpid(), atoi(rest)); raise(atoi(rest)); abort(); }
    next:
        fflush(out);
    }
    return 0;
}
