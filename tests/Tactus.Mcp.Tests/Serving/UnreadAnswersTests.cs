using Tactus.Mcp.Serving;
using Tactus.Mcp.Tests.Support;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Tests.Serving;

// Proves that a client which asks and never reads is not read from for long, however it asks, and that its calls wait with bounded arguments. The same client, once it reads,
// is the control: it is read to the end, and everything is answered.
public sealed class UnreadAnswersTests
{
    // Long for a server that goes on reading: it takes tens of thousands of messages in it.
    private static readonly TimeSpan s_while = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(50_000, 4096, """{"jsonrpc":"2.0","id":NUMBER,"method":"tools/list"}""")]
    [InlineData(50_000, 4096, """{"jsonrpc":"2.0","id":NUMBER,"method":"no/such"}""")]
    [InlineData(50_000, 4096, """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")]
    [InlineData(50_000, 4096, """{"jsonrpc":"2.0","id":NUMBER,"method":"tools/call","params":{"name":"other","arguments":{}}}""")]
    [InlineData(200, 64, """{"jsonrpc":"2.0","id":NUMBER,"method":"tools/call","params":{"name":"MEGABYTE","arguments":{}}}""")]
    [InlineData(200, 64, """{"jsonrpc":"2.0","id":"MEGABYTE","method":"tools/list"}""")]
    public async Task It_is_held_up_until_it_reads(int count, int most, string message)
    {
        string large = new('x', 1_000_000);
        var client = new FloodingClient(count, number => message.Replace("NUMBER", $"{number}", StringComparison.Ordinal).Replace("MEGABYTE", large, StringComparison.Ordinal));
        Task serving = Serve(client, new Waiting());

        await Should.ThrowAsync<TimeoutException>(client.SentAll.WaitAsync(s_while));
        client.Sent.ShouldBeLessThan(most);

        client.Read();
        await client.AnsweredAll.WaitAsync(s_patience);
        await serving.WaitAsync(s_patience);
    }

    [Theory]
    [InlineData(1_000_000, 15, 25)]
    [InlineData(10, 0, 0)]
    public async Task Calls_wait_with_so_many_bytes_of_arguments_and_more_are_refused(int size, int leastRefused, int mostRefused)
    {
        string text = new('x', size);
        var procedure = new Waiting();
        var client = new FloodingClient(
            36, number => $$$$"""{"jsonrpc":"2.0","id":{{{{number}}}},"method":"tools/call","params":{"name":"wait","arguments":{"text":"{{{{text}}}}"}}}""");
        client.Read();
        Task serving = Serve(client, procedure);

        await client.SentAll.WaitAsync(s_patience);
        procedure.GoOn();
        await client.AnsweredAll.WaitAsync(s_patience);
        await serving.WaitAsync(s_patience);

        client.Refusals.ShouldBeInRange(leastRefused, mostRefused);
    }

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1e400,\"method\":\"ping\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999,\"method\":\"ping\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"ping\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":{}}}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":[]}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"never asked\"}}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{}}")]
    [InlineData("{\"method\":\"a\",\"method\":\"b\",\"id\":1,\"jsonrpc\":\"1.0\"}")]
    public async Task An_odd_message_does_not_end_the_reading(string odd)
    {
        var client = new FloodingClient(1, _ => odd + "\n" + """{"jsonrpc":"2.0","id":"honest","method":"tools/list"}""") { Counted = "\"id\":\"honest\"" };
        client.Read();

        await Serve(client, new Waiting()).WaitAsync(s_patience);

        client.AnsweredAll.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private static Task Serve(FloodingClient client, IServedProcedure procedure) =>
        new ProcedureServer([procedure], "1.0.0").RunAsync(client.Input, client.Output, CancellationToken.None);

    private sealed class Waiting : IServedProcedure
    {
        private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ServedTool Tool { get; } = new("wait", "Waits.", Value.EmptyMap, null);

        public void GoOn() => _goesOn.TrySetResult();

        public async Task<ServedAnswer> CallAsync(ServedCall call, CancellationToken cancellationToken)
        {
            await _goesOn.Task.WaitAsync(cancellationToken);
            return new ServedAnswer("waited", Structured: null, IsError: false);
        }
    }
}
