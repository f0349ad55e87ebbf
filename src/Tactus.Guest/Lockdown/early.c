// Lock-down, moment one. It runs as a constructor of the executable: the dynamic loader has mapped every library, the
// .NET runtime has not begun, and there is exactly one thread. That matters, because Landlock and no-new-privileges bind
// the calling thread and what it creates afterwards, so that later would be too late.
//
// Whatever fails here ends the process: a guest that cannot lock itself down does not run.
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// The kernel headers of a build machine may be older than the kernel that runs the guest, so what newer Landlock levels
// brought is spelled out here.
#define LANDLOCK_CREATE_RULESET_VERSION 1U
#define LANDLOCK_FS_ABI_1 0x1fffULL      // thirteen rights: execute, write, read, list, remove and make of every type
#define LANDLOCK_FS_REFER (1ULL << 13)   // ABI 2
#define LANDLOCK_FS_TRUNCATE (1ULL << 14) // ABI 3
#define LANDLOCK_FS_IOCTL_DEV (1ULL << 15) // ABI 5
#define LANDLOCK_NET_TCP 0x3ULL          // ABI 4: bind and connect
#define LANDLOCK_SCOPES 0x3ULL           // ABI 6: abstract Unix sockets and signals

#ifndef PR_SET_MDWE
#define PR_SET_MDWE 65
#endif
#define MDWE_REFUSE_EXEC_GAIN 1UL

#define EXIT_LOCKDOWN_FAILED 70
#define COUNTED_DESCRIPTORS 128
#define THREAD_STACK_BYTES (1024 * 1024)

struct ruleset {
    uint64_t filesystem;
    uint64_t network;
    uint64_t scoped;
};

static int landlock_abi;
static int write_execute_denied;
static int environment_count;
static int descriptor_count;

// What moment one found and did, for the run's record and for a probe. The managed half asks once the runtime is up.
int tactus_landlock_abi(void) { return landlock_abi; }
int tactus_write_execute_denied(void) { return write_execute_denied; }
int tactus_environment_count(void) { return environment_count; }
int tactus_descriptor_count(void) { return descriptor_count; }

// What is left of the environment now.
int tactus_environment_left(void)
{
    int count = 0;
    for (char **entry = environ; entry != NULL && *entry != NULL; entry++) {
        count++;
    }

    return count;
}

static void say(const char *text)
{
    // Nothing can be done about a standard error that does not take the text: the exit code says the rest.
    if (write(STDERR_FILENO, text, strlen(text)) < 0) {
        _exit(EXIT_LOCKDOWN_FAILED);
    }
}

static void refuse(const char *sentence)
{
    say("tactus-guest: ");
    say(sentence);
    say("\n");
    _exit(EXIT_LOCKDOWN_FAILED);
}

static void limit(int resource, rlim_t most)
{
    struct rlimit current;
    if (getrlimit((__rlimit_resource_t)resource, &current) != 0) {
        refuse("TAC2202 a resource limit cannot be read");
    }

    if (current.rlim_max < most) {
        most = current.rlim_max;
    }

    struct rlimit wanted = {most, most};
    if (setrlimit((__rlimit_resource_t)resource, &wanted) != 0) {
        refuse("TAC2202 a resource limit cannot be set");
    }
}

static void limit_resources(void)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_MSGQUEUE, 0);
    // Standard streams, the broker connection, the runtime's event loop, and room for nothing else.
    limit(RLIMIT_NOFILE, 24);
    // Standard error may be a regular file, and a write to it must fail rather than kill.
    signal(SIGXFSZ, SIG_IGN);
}

// Whoever started the guest should have passed nothing beyond the standard streams. A probe reports what it was given.
static void close_descriptors(void)
{
    struct pollfd inherited[COUNTED_DESCRIPTORS];
    for (int index = 0; index < COUNTED_DESCRIPTORS; index++) {
        inherited[index] = (struct pollfd){.fd = index + 3, .events = 0};
    }

    if (poll(inherited, COUNTED_DESCRIPTORS, 0) >= 0) {
        for (int index = 0; index < COUNTED_DESCRIPTORS; index++) {
            descriptor_count += (inherited[index].revents & POLLNVAL) == 0;
        }
    }

    if (syscall(SYS_close_range, 3U, ~0U, 0U) != 0) {
        refuse("TAC2202 inherited file descriptors cannot be closed");
    }
}

// Nobody may pass anything in by the environment: not a setting of the runtime, and not by accident a secret. The bytes
// are wiped as well, because unsetenv would leave them on the stack for whoever reads memory.
static void forget_environment(char **environment)
{
    for (; *environment != NULL; environment++) {
        environment_count++;
        memset(*environment, 0, strlen(*environment));
    }

    clearenv();
}

// Where no cgroup counts memory, a driver limits addresses, and the C library is generous with those: 8 MiB for each stack and
// 64 MiB for each thread's arena. The runtime's threads are shallow and allocate little there; Lua has a thread of its own.
static void keep_small(void)
{
    pthread_attr_t attributes;
    mallopt(M_ARENA_MAX, 1);
    if (pthread_attr_init(&attributes) == 0) {
        if (pthread_attr_setstacksize(&attributes, THREAD_STACK_BYTES) == 0) {
            pthread_setattr_default_np(&attributes);
        }

        pthread_attr_destroy(&attributes);
    }
}

// The rule set allows no path at all. Reading /proc and /sys fails too: the runtime takes its defaults, which are then
// the same on every machine. Connecting to the broker's socket by path is not among the handled rights.
static void forbid_files(void)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) {
        refuse(errno == EPERM
            ? "TAC2201 Landlock is refused by an outer sandbox; its profile must allow landlock_create_ruleset, "
              "landlock_add_rule and landlock_restrict_self"
            : "TAC2201 this kernel has no Landlock; it takes Linux 5.13 with landlock in the list of security modules");
    }

    struct ruleset ruleset = {LANDLOCK_FS_ABI_1, 0, 0};
    size_t size = sizeof(uint64_t);
    if (abi >= 2) {
        ruleset.filesystem |= LANDLOCK_FS_REFER;
    }

    if (abi >= 3) {
        ruleset.filesystem |= LANDLOCK_FS_TRUNCATE;
    }

    if (abi >= 4) {
        ruleset.network = LANDLOCK_NET_TCP;
        size = 2 * sizeof(uint64_t);
    }

    if (abi >= 5) {
        ruleset.filesystem |= LANDLOCK_FS_IOCTL_DEV;
    }

    if (abi >= 6) {
        ruleset.scoped = LANDLOCK_SCOPES;
        size = 3 * sizeof(uint64_t);
    }

    long descriptor = syscall(SYS_landlock_create_ruleset, &ruleset, size, 0);
    if (descriptor < 0 || syscall(SYS_landlock_restrict_self, descriptor, 0) != 0 || close((int)descriptor) != 0) {
        refuse("TAC2201 Landlock cannot be applied");
    }

    landlock_abi = (int)abi;
}

__attribute__((constructor(101))) static void lock_down(int count, char **arguments, char **environment)
{
    (void)count;
    (void)arguments;
    close_descriptors();
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        refuse("TAC2202 no-new-privileges cannot be set");
    }

    // Not dumpable: another process of the same user can neither read this one's memory nor trace it.
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        refuse("TAC2202 the process cannot be made undumpable");
    }

    limit_resources();
    forget_environment(environment);
    forbid_files();

    keep_small();

    // Linux 6.3 and later: a page that was ever writable can never become executable. Seccomp refuses it too, later.
    write_execute_denied = prctl(PR_SET_MDWE, MDWE_REFUSE_EXEC_GAIN, 0, 0, 0) == 0;
}
