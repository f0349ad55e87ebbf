using System.Globalization;
using Tactus.Broker.Secrets;
using Tactus.Mcp.Transport;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Servers;

/// <summary>The end of a server's process: whether it has come, and what is said of it.</summary>
internal sealed class HelperEnd(IHelperProcess process, HelperTransport transport, Redactor redactor, TimeProvider clock) : IServerEnd
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public bool HasCome => process.Exited.IsCompleted;

    /// <inheritdoc/>
    public async ValueTask<string> DescribeAsync(Exception? cause)
    {
        int? code = await EndAsync();
        string said = ServerText.OfTail(process.ErrorTail, redactor);
        string why = transport.Offence ?? (code is null ? DescribeCause(cause) : string.Create(CultureInfo.InvariantCulture, $"exit code {code}"));
        return why + (said.Length > 0 ? $"; its last words: {said}" : DescribeGarbage());
    }

    /// <summary>What it has said so far, as a further clause; empty for nothing.</summary>
    public string DescribeWords()
    {
        string said = ServerText.OfTail(process.ErrorTail, redactor);
        return said.Length > 0 ? $"; it said: {said}" : DescribeGarbage();
    }

    // A server that nothing can be asked any more may well live on: it closed its input, or said what ends the conversation and not the process.
    // Null when it had to be ended: then its exit code tells of this host and not of it.
    private async Task<int?> EndAsync()
    {
        try
        {
            return await process.Exited.WaitAsync(s_patience, clock);
        }
        catch (TimeoutException)
        {
            process.Kill();
            await process.Exited;
            return null;
        }
    }

    private string DescribeCause(Exception? cause) =>
        "it was ended, because it ended the conversation and lived on" + (cause is null ? "" : $" ({ServerText.Shorten(cause.GetBaseException().Message, redactor)})");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();

    private string DescribeGarbage() => transport.Garbage is { } garbage ? $"; what it printed is no MCP message: {ServerText.OfBeginning(garbage, redactor)}" : "";
}
