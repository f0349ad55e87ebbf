using Tactus.Guest.Native;
using static Tactus.Guest.Probe.ProbeCalls;
using static Tactus.Guest.Probe.ProbeNumbers;

namespace Tactus.Guest.Probe;

/// <summary>Tries to reach files: the guest has none.</summary>
internal static class FileProbe
{
    private const nint CurrentDirectory = -100;
    private const nint ReadOnly = 0;
    private const nint Directory = 0x10000;
    private const nint CreateNew = 0x1 | 0x40 | 0x80;
    private const nint Missing = -1;

    /// <summary>The attempts.</summary>
    public static IEnumerable<ProbeAttempt> Attempts()
    {
        yield return Read("list /", LiteralPointer.To("/"u8), Directory);
        yield return Read("read /etc/passwd", LiteralPointer.To("/etc/passwd"u8), ReadOnly);
        yield return Read("read /etc/shadow", LiteralPointer.To("/etc/shadow"u8), ReadOnly);
        yield return Read("read /proc/1/environ", LiteralPointer.To("/proc/1/environ"u8), ReadOnly);
        yield return Read("read /proc/self/environ", LiteralPointer.To("/proc/self/environ"u8), ReadOnly);
        yield return Read("read /proc/self/mem", LiteralPointer.To("/proc/self/mem"u8), ReadOnly);
        yield return Read("read /proc/self/mountinfo", LiteralPointer.To("/proc/self/mountinfo"u8), ReadOnly);
        yield return Read("read /proc/self/root/etc/hostname", LiteralPointer.To("/proc/self/root/etc/hostname"u8), ReadOnly);
        yield return Read("list /sys", LiteralPointer.To("/sys"u8), Directory);
        yield return Read("read /dev/mem", LiteralPointer.To("/dev/mem"u8), ReadOnly);
        yield return Read("read /dev/kmsg", LiteralPointer.To("/dev/kmsg"u8), ReadOnly);
        yield return Read("read the engine's socket", LiteralPointer.To("/var/run/docker.sock"u8), ReadOnly);
        yield return Read("list /workspace", LiteralPointer.To("/workspace"u8), Directory);
        yield return OnPoolThread(Read("read /etc/passwd on another thread", LiteralPointer.To("/etc/passwd"u8), ReadOnly));
        yield return Write("/tactus-probe", LiteralPointer.To("/tactus-probe"u8));
        yield return Write("/tmp/tactus-probe", LiteralPointer.To("/tmp/tactus-probe"u8));
        yield return Write("/var/tmp/tactus-probe", LiteralPointer.To("/var/tmp/tactus-probe"u8));
        yield return Write("/dev/shm/tactus-probe", LiteralPointer.To("/dev/shm/tactus-probe"u8));
        yield return Write("/run/tactus-probe", LiteralPointer.To("/run/tactus-probe"u8));
        yield return Write("/workspace/tactus-probe", LiteralPointer.To("/workspace/tactus-probe"u8));
        yield return Write("tactus-probe in the current directory", LiteralPointer.To("tactus-probe"u8));
        yield return Made("make a directory in /tmp", Mkdirat, CurrentDirectory, LiteralPointer.To("/tmp/tactus-probe"u8), 0x1c0);
        yield return Made("make a device in /tmp", Mknodat, CurrentDirectory, LiteralPointer.To("/tmp/tactus-probe"u8), 0x2180, 0x103);
        yield return Made("make a symbolic link in /tmp", Symlinkat, LiteralPointer.To("/"u8), CurrentDirectory, LiteralPointer.To("/tmp/tactus-probe"u8));

        // Nothing is there to be changed: an answer that it does not exist shows that the call is let through.
        yield return Call("files", "remove a file", Unlinkat, Missing, LiteralPointer.To("tactus-probe"u8), 0);
        yield return Call("files", "rename a file", Renameat2, Missing, LiteralPointer.To("a"u8), Missing, LiteralPointer.To("b"u8), 0);
        yield return Call("files", "change a file's mode", Fchmodat, Missing, LiteralPointer.To("tactus-probe"u8), 0);
        yield return Call("files", "learn whether a file exists", Newfstatat, Missing, LiteralPointer.To("tactus-probe"u8), 0, 0);
        yield return Call("files", "open by handle", OpenByHandleAt, Missing, 0, 0);
        yield return Call("files", "open around path checks (openat2)", Openat2, Missing, LiteralPointer.To("tactus-probe"u8), 0, 0);
        yield return new ProbeAttempt("files", "watch files (inotify)", () => Judge(MakeDescriptor(InotifyInit1, 0), []));
        yield return new ProbeAttempt("files", "make a file in memory (memfd)", () => Judge(MakeDescriptor(MemfdCreate, LiteralPointer.To("tactus-probe"u8), 0), []));
    }

    private static ProbeAttempt Read(string what, nint path, nint flags) =>
        new("files", what, () => Judge(MakeDescriptor(Openat, CurrentDirectory, path, flags), [Errno.ENOENT]));

    // Landlock binds threads one by one. A pool thread is none that the probe made itself.
    private static ProbeAttempt OnPoolThread(ProbeAttempt attempt) =>
        new(attempt.Control, attempt.What, () => Task.Run(attempt.Try).GetAwaiter().GetResult());

    private static ProbeAttempt Write(string where, nint path) =>
        new("writes", $"create {where}", () => Judge(Remove(path, 0, MakeDescriptor(Openat, CurrentDirectory, path, CreateNew, 0x180)), [Errno.ENOENT, Errno.EROFS]));

    private static ProbeAttempt Made(string what, SystemCallNumber call, params nint[] arguments) =>
        new("writes", what, () => Judge(Remove(LiteralPointer.To("/tmp/tactus-probe"u8), call == Mkdirat ? 0x200 : 0, Make(call, arguments)), [Errno.ENOENT, Errno.EROFS]));

    private static int Remove(nint path, nint flags, int error)
    {
        if (error == Errno.Success)
        {
            Make(Unlinkat, CurrentDirectory, path, flags);
        }

        return error;
    }
}
