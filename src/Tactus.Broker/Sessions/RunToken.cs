using System.Security.Cryptography;
using System.Text;

namespace Tactus.Broker.Sessions;

/// <summary>The 256-bit token that a guest proves itself with. Says nothing when printed.</summary>
public sealed class RunToken
{
    /// <summary>Bytes of a token.</summary>
    public const int Length = 32;

    private readonly byte[] _bytes;
    private readonly byte[] _authorization;

    private RunToken(byte[] bytes)
    {
        _bytes = bytes;
        _authorization = Encoding.ASCII.GetBytes("Bearer " + Convert.ToHexStringLower(bytes));
    }

    /// <summary>The raw bytes, for the guest's standard input.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>A new random token.</summary>
    public static RunToken Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>True when a call's <c>authorization</c> carries this token. Takes the same time wherever the two differ.</summary>
    public bool Matches(string? authorization) =>
        authorization is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization), _authorization);
}
