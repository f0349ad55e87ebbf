using System.Runtime.InteropServices;
using System.Text;
using Tactus.Guest.Native;
using static Tactus.Guest.Probe.ProbeCalls;
using static Tactus.Guest.Probe.ProbeNumbers;

namespace Tactus.Guest.Probe;

/// <summary>Tries to reach the network.</summary>
internal static unsafe class NetworkProbe
{
    private const nint UnixFamily = 1;
    private const nint InternetFamily = 2;
    private const nint Stream = 1;
    private const nint Datagram = 2;
    private const nint Raw = 3;
    private const nint NonBlocking = 0x800;
    private const nint GetInterfaceName = 0x8910;
    private const int MostInterfaces = 64;

    private static readonly int[] s_unreachable = [Errno.EAFNOSUPPORT, Errno.ESOCKTNOSUPPORT, Errno.EPROTONOSUPPORT, Errno.ENETUNREACH, Errno.EHOSTUNREACH];

    /// <summary>The attempts.</summary>
    public static IEnumerable<ProbeAttempt> Attempts()
    {
        yield return new ProbeAttempt("network", "interfaces besides lo", ForeignInterfaces);
        yield return Reach("connect to 169.254.169.254:80 (metadata)", Stream, 169, 254, 169, 254, 80);
        yield return Reach("connect to 127.0.0.1:22 (loopback)", Stream, 127, 0, 0, 1, 22);
        yield return Reach("send to 192.0.2.1:53 (names)", Datagram, 192, 0, 2, 1, 53);
        yield return Family("internet", InternetFamily, Stream);
        yield return Family("internet, version 6", 10, Stream);
        yield return Family("internet, raw", InternetFamily, Raw);
        yield return Family("Unix", UnixFamily, Stream);
        yield return Family("netlink", 16, Raw);
        yield return Family("packet", 17, Raw);
        yield return Family("kernel crypto", 38, 5);
        yield return Family("virtual machine", 40, Stream);
        yield return Family("express data path", 44, Raw);
        yield return Call("sockets", "make a pair of sockets with a bad answer address", Socketpair, UnixFamily, Stream, 0, 0);
    }

    private static ProbeAttempt Family(string name, nint family, nint type) =>
        new("sockets", $"make a socket ({name})", () => Judge(MakeDescriptor(Socket, family, type, 0), s_unreachable));

    private static ProbeAttempt Reach(string what, nint type, byte a, byte b, byte c, byte d, byte port) => new("network", what, () =>
    {
        int error = Make(Socket, [InternetFamily, type | NonBlocking, 0], out nint descriptor);
        if (error != Errno.Success)
        {
            return Judge(error, s_unreachable);
        }

        // struct sockaddr_in: family in the machine's order, port and address in the network's.
        byte* address = stackalloc byte[16] { (byte)InternetFamily, 0, 0, port, a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0 };
        error = Make(Connect, descriptor, (nint)address, 16);
        Make(Close, descriptor);
        return Judge(error, s_unreachable);
    });

    private static ProbeAnswer ForeignInterfaces()
    {
        int error = Make(Socket, [UnixFamily, Datagram, 0], out nint descriptor);
        if (error != Errno.Success)
        {
            return Judge(error, s_unreachable);
        }

        // struct ifreq: sixteen bytes of name, then the index that is asked for.
        byte* request = stackalloc byte[40];
        var names = new StringBuilder();
        bool foreign = false;
        for (int index = 1; index <= MostInterfaces; index++)
        {
            new Span<byte>(request, 40).Clear();
            *(int*)(request + 16) = index;
            if (Make(Ioctl, descriptor, GetInterfaceName, (nint)request) == Errno.Success)
            {
                string name = Marshal.PtrToStringUTF8((nint)request) ?? "";
                foreign |= name != "lo";
                names.Append(names.Length == 0 ? "" : " ").Append(name);
            }
        }

        Make(Close, descriptor);
        return new ProbeAnswer(!foreign, names.Length == 0 ? "none" : names.ToString());
    }
}
