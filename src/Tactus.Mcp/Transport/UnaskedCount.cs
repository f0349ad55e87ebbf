using ModelContextProtocol.Protocol;

namespace Tactus.Mcp.Transport;

/// <summary>Counts what a server says without being asked. Used by one thread.</summary>
internal sealed class UnaskedCount
{
    /// <summary>Messages that a server may send between two answers.</summary>
    internal const int Most = 10_000;

    /// <summary>What a server did that sent more, as the end of a sentence.</summary>
    internal static readonly string Offence = $"it sent more than {Most} messages that nobody had asked for";

    private int _count;

    /// <summary>Counts a message; an answer begins anew.</summary>
    /// <returns>False when there are too many.</returns>
    public bool Take(JsonRpcMessage message)
    {
        _count = message is JsonRpcMessageWithId and not JsonRpcRequest ? 0 : _count + 1;
        return _count <= Most;
    }
}
