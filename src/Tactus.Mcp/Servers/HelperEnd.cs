using System.Globalization;
using Tactus.Broker.Secrets;
using Tactus.Mcp.Transport;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Servers;

/// <summary>The end of a server's process: whether it has come, and what is said of it.</summary>
internal sealed class HelperEnd(IHelperProcess process, HelperTransport transport, Redactor redactor) : IAsyncDisposable
{
    /// <summary>True once the process has ended.</summary>
    public bool HasCome => process.Exited.IsCompleted;

    /// <summary>Why it ended, as the end of a sentence. Waits for the end.</summary>
    public async ValueTask<string> DescribeAsync()
    {
        int code = await process.Exited;
        string said = ServerText.OfTail(process.ErrorTail, redactor);
        string why = transport.Offence ?? string.Create(CultureInfo.InvariantCulture, $"exit code {code}");
        return why + (said.Length > 0 ? $"; its last words: {said}" : DescribeGarbage());
    }

    /// <summary>What it has said so far, as a further clause; empty for nothing.</summary>
    public string DescribeWords()
    {
        string said = ServerText.OfTail(process.ErrorTail, redactor);
        return said.Length > 0 ? $"; it said: {said}" : DescribeGarbage();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();

    private string DescribeGarbage() => transport.Garbage is { } garbage ? $"; what it printed is no MCP message: {ServerText.OfBeginning(garbage, redactor)}" : "";
}
