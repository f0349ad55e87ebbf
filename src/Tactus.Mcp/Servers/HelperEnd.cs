using System.Globalization;
using Tactus.Broker.Secrets;
using Tactus.Mcp.Transport;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Servers;

/// <summary>The end of a server's process: whether it has come, and what is said of it.</summary>
internal sealed class HelperEnd(IHelperProcess process, HelperTransport transport, Redactor redactor, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>True once the process has ended.</summary>
    public bool HasCome => process.Exited.IsCompleted;

    /// <summary>Why it ended, as the end of a sentence. Waits for the end, and brings it about when it does not come by itself.</summary>
    public async ValueTask<string> DescribeAsync()
    {
        int code = await EndAsync();
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

    // A server that nothing can be asked any more may well live on: it closed its input, or said what ends the conversation and not the process.
    private async Task<int> EndAsync()
    {
        try
        {
            return await process.Exited.WaitAsync(s_patience, clock);
        }
        catch (TimeoutException)
        {
            process.Kill();
            return await process.Exited;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();

    private string DescribeGarbage() => transport.Garbage is { } garbage ? $"; what it printed is no MCP message: {ServerText.OfBeginning(garbage, redactor)}" : "";
}
