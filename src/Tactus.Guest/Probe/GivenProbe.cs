using System.Globalization;
using Tactus.Guest.Lockdown;
using Tactus.Guest.Native;
using static Tactus.Guest.Probe.ProbeCalls;
using static Tactus.Guest.Probe.ProbeNumbers;

namespace Tactus.Guest.Probe;

/// <summary>Looks at what whoever started the guest gave it.</summary>
internal static unsafe class GivenProbe
{
    // The broker connection and the event loop that waits for it.
    private const int OwnDescriptors = 2;
    private const int MostDescriptors = 128;
    private const nint GetFlags = 3;
    private const nint GetNoNewPrivileges = 39;
    private const nint GetSeccomp = 21;
    private const uint CapabilityVersion = 0x2008_0522;

    /// <summary>The attempts.</summary>
    public static IEnumerable<ProbeAttempt> Attempts()
    {
        yield return new ProbeAttempt("environment", "read environment variables", () => Count(EarlyLockdown.EnvironmentCount()))
        {
            TryAgain = () => Count(EarlyLockdown.EnvironmentLeft()),
        };
        yield return new ProbeAttempt("descriptors", "use inherited descriptors", () => Count(EarlyLockdown.DescriptorCount()))
        {
            TryAgain = () => Count(CountDescriptors() - OwnDescriptors),
        };
        yield return new ProbeAttempt("capabilities", "effective capabilities", Capabilities);
        yield return new ProbeAttempt("privileges", "gain privileges by running a program", () =>
        {
            int error = Make(Prctl, [GetNoNewPrivileges, 0, 0, 0, 0], out nint value);
            return error == Errno.Success ? new ProbeAnswer(value == 1, $"NoNewPrivs {value}") : Judge(error, []);
        });
        yield return new ProbeAttempt("seccomp", "run without a system call filter", () =>
        {
            int error = Make(Prctl, [GetSeccomp, 0, 0, 0, 0], out nint value);
            return error == Errno.Success ? new ProbeAnswer(value == 2, $"Seccomp {value}") : Judge(error, []);
        });
    }

    private static int CountDescriptors()
    {
        int count = 0;
        for (int descriptor = 3; descriptor < MostDescriptors; descriptor++)
        {
            count += Make(Fcntl, descriptor, GetFlags) == Errno.Success ? 1 : 0;
        }

        return count;
    }

    private static ProbeAnswer Count(int count) => new(count == 0, count.ToString(CultureInfo.InvariantCulture));

    private static ProbeAnswer Capabilities()
    {
        // Header: version and process. Data: effective, permitted, inheritable; twice for 64 bits.
        uint* header = stackalloc uint[2] { CapabilityVersion, 0 };
        uint* data = stackalloc uint[6];
        new Span<uint>(data, 6).Clear();
        int error = Make(Capget, (nint)header, (nint)data);
        if (error != Errno.Success)
        {
            return Judge(error, []);
        }

        ulong effective = data[0] | ((ulong)data[3] << 32);
        return new ProbeAnswer(effective == 0, $"CapEff {effective:x16}");
    }
}
