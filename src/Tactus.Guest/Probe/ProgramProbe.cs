using Tactus.Guest.Native;
using static Tactus.Guest.Probe.ProbeCalls;
using static Tactus.Guest.Probe.ProbeNumbers;

namespace Tactus.Guest.Probe;

/// <summary>Tries to start programs, to touch other processes, and to make code.</summary>
internal static class ProgramProbe
{
    private const nint CurrentDirectory = -100;
    private const nint BadPointer = 1;
    private const nint NoProcess = 0x7fff_fff0;

    /// <summary>The attempts.</summary>
    public static IEnumerable<ProbeAttempt> Attempts()
    {
        // The kernel opens the program before it looks at the argument list, which is an address that cannot be read:
        // where execution is let through the call fails with EFAULT, and the guest goes on.
        yield return Execute("run /bin/sh", LiteralPointer.To("/bin/sh"u8));
        yield return Execute("run /proc/self/exe", LiteralPointer.To("/proc/self/exe"u8));
        yield return Execute("run /tactus-guest", LiteralPointer.To("/tactus-guest"u8));
        yield return Call("programs", "run a file by descriptor (execveat)", Execveat, -1, LiteralPointer.To(""u8), BadPointer, 0, 0x1000);

        // Flags that contradict each other: EINVAL where new processes are let through.
        yield return Call("programs", "fork", Clone, 0x800 | 17, 0, 0, 0, 0);
        yield return Call("programs", "fork into new namespaces", Clone, 0x1000_0000 | 0x200 | 17, 0, 0, 0, 0);
        yield return Call("processes", "signal process 1", Kill, 1, 0);
        yield return Call("processes", "signal every process", Kill, -1, 0);
        yield return Call("processes", "trace a process", ProbeNumbers.Ptrace, 16, NoProcess, 0, 0);
        yield return Call("processes", "read a process's memory", ProcessVmReadv, NoProcess, 0, 0, 0, 0, 0);
        yield return new ProbeAttempt("processes", "hold process 1 (pidfd)", () => Judge(MakeDescriptor(PidfdOpen, 1, 0), []));
        yield return new ProbeAttempt("code", "map executable memory", MapExecutable);
        yield return new ProbeAttempt("code", "make written memory executable", MakeExecutable);
        yield return Call("code", "change the personality", Personality, -1);
    }

    private static ProbeAttempt Execute(string what, nint path) =>
        new("programs", what, () => Judge(Make(Execve, path, BadPointer, 0), [Errno.ENOENT]));

    private static ProbeAnswer MapExecutable()
    {
        int error = Make(Mmap, [0, 4096, 7, 0x22, -1, 0], out nint address);
        if (error == Errno.Success)
        {
            Make(Munmap, address, 4096);
        }

        return Judge(error, []);
    }

    private static ProbeAnswer MakeExecutable()
    {
        int error = Make(Mmap, [0, 4096, 3, 0x22, -1, 0], out nint address);
        if (error != Errno.Success)
        {
            return new ProbeAnswer(false, "no memory could be mapped to try it with");
        }

        error = Make(Mprotect, address, 4096, 5);
        Make(Munmap, address, 4096);
        return Judge(error, []);
    }
}
