using Tactus.Guest.Native;
using Tactus.Protocol;

namespace Tactus.Guest.Startup;

/// <summary>Takes the run's token from standard input.</summary>
internal static unsafe class TokenReader
{
    /// <summary>Length of a token in bytes.</summary>
    public const int TokenLength = 32;

    /// <summary>Reads exactly 32 bytes and not one more; the input need not end there.</summary>
    /// <exception cref="TactusException">TAC2204: the input ends before.</exception>
    public static byte[] Read()
    {
        var token = new byte[TokenLength];
        fixed (byte* first = token)
        {
            for (int count = 0; count < TokenLength;)
            {
                nint read = Libc.Read(0, first + count, TokenLength - count);
                if (read <= 0)
                {
                    throw new TactusException(
                        "TAC2204",
                        $"standard input gave {count} of the token's {TokenLength} bytes",
                        "The guest is started by tactus, not by hand.");
                }

                count += (int)read;
            }
        }

        return token;
    }
}
