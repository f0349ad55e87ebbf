using System.Collections.Concurrent;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Mcp;

// Proves that any MCP client can run a sandboxed procedure: the SDK's own client drives the real program.
public sealed class McpServeTests : IDisposable
{
    private const string Greeter = """
        -- Greets somebody,
        -- as often as wanted.
        Procedure {
          input = { name = field.string{required = true}, times = field.integer{default = 1, min = 1} },
          output = { greeting = field.string{required = true} },
          function(input)
            print("on my way")
            Host.call("host.ping", {})
            if input.name == "nobody" then error("there is nobody") end
            if input.name == "ask" then
              local ok = Human.approve("Greet them?")
              return { greeting = ok and "they agreed" or "they declined" }
            end
            if input.name == "slow" then
              File.write("here", "x")
              while true do Host.call("host.ping", {}) end
            end
            return { greeting = string.rep("hello " .. input.name, input.times, ", ") }
          end
        }
        """;

    private readonly Desk _desk = new();

    public McpServeTests() => _desk.Write("greet.tac", Greeter);

    [Fact]
    public async Task A_procedure_is_a_tool_with_its_comment_and_its_schemas()
    {
        await using McpClient client = await ServedProcedures.StartAsync(_desk, handlers: null);

        McpClientTool tool = (await client.ListToolsAsync()).ShouldHaveSingleItem();

        tool.Name.ShouldBe("greet");
        tool.Description.ShouldBe("Greets somebody, as often as wanted.");
        JsonElement input = tool.JsonSchema;
        input.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ShouldBe(["name"]);
        input.GetProperty("properties").GetProperty("times").GetProperty("minimum").GetInt32().ShouldBe(1);
        tool.ReturnJsonSchema!.Value.GetProperty("properties").GetProperty("greeting").GetProperty("type").GetString().ShouldBe("string");
    }

    [Fact]
    public async Task A_call_is_a_run_with_progress_and_a_structured_answer()
    {
        var told = new ToldProgress();
        await using McpClient client = await ServedProcedures.StartAsync(_desk, told.Handlers, "greet.tac");

        CallToolResult answer = await client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "ann", ["times"] = 2 }, told);

        answer.IsError.ShouldBe(false);
        answer.StructuredContent!.Value.GetProperty("greeting").GetString().ShouldBe("hello ann, hello ann");
        await Until.HoldsAsync("the line that the procedure printed", () => told.Lines.Contains("on my way"));
        await Until.HoldsAsync("the line about its effect", () => told.Lines.Contains("host.call host.ping"));
        (await RunsAsync()).ShouldBe(["succeeded"]);
    }

    [Fact]
    public async Task An_error_of_the_procedure_is_an_error_of_the_tool_and_the_server_goes_on()
    {
        await using McpClient client = await ServedProcedures.StartAsync(_desk, handlers: null, "greet.tac");

        CallToolResult failed = await client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "nobody" });
        CallToolResult invalid = await client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "ann", ["times"] = 0 });
        CallToolResult fine = await client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "ann" });

        failed.IsError.ShouldBe(true);
        TextOf(failed).ShouldContain("there is nobody");
        invalid.IsError.ShouldBe(true);
        TextOf(invalid).ShouldContain("times");
        fine.IsError.ShouldBe(false);
    }

    [Fact]
    public async Task A_tool_that_is_not_there_is_named_with_those_that_are()
    {
        await using McpClient client = await ServedProcedures.StartAsync(_desk, handlers: null);

        McpProtocolException refused = await Should.ThrowAsync<McpProtocolException>(async () => await client.CallToolAsync("great", new Dictionary<string, object?>()));

        refused.ErrorCode.ShouldBe(McpErrorCode.InvalidParams);
        refused.Message.ShouldContain("there is no tool 'great', only greet");
    }

    [Fact]
    public async Task A_cancelled_call_cancels_its_run()
    {
        await using McpClient client = await ServedProcedures.StartAsync(_desk, handlers: null, "greet.tac");
        Task<JsonRpcResponse> call = client.SendRequestAsync(new JsonRpcRequest
        {
            Id = new RequestId("slow-1"),
            Method = RequestMethods.ToolsCall,
            Params = JsonSerializer.SerializeToNode(
                new CallToolRequestParams
                {
                    Name = "greet", Arguments = new Dictionary<string, JsonElement> { ["name"] = JsonElement.Parse("\"slow\"") },
                },
                McpJsonUtilities.DefaultOptions),
        });
        await Until.FileExistsAsync(_desk.PathOf("here"));

        await client.SendNotificationAsync(NotificationMethods.CancelledNotification, new CancelledNotificationParams { RequestId = new RequestId("slow-1") });

        await Until.HoldsAsync("the end of the cancelled run", async () => (await RunsAsync()).SequenceEqual(["cancelled"]));
        call.IsCompletedSuccessfully.ShouldBeFalse();
    }

    [Fact]
    public async Task The_end_of_the_client_ends_what_it_asked_for()
    {
        await using (McpClient client = await ServedProcedures.StartAsync(_desk, handlers: null, "greet.tac"))
        {
            _ = client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "slow" }).AsTask().ContinueWith(static _ => { }, TaskScheduler.Default);
            await Until.FileExistsAsync(_desk.PathOf("here"));
        }

        await Until.HoldsAsync("the end of the run", async () => (await RunsAsync()) is ["cancelled" or "interrupted"]);
    }

    [Fact]
    public async Task A_question_that_the_client_cannot_ask_leaves_the_run_waiting_and_says_how_to_answer()
    {
        await using McpClient client = await ServedProcedures.StartAsync(_desk, handlers: null, "greet.tac");

        string waiting = TextOf(await client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "ask" }));

        string run = waiting.Split(' ')[2];
        waiting.ShouldContain($"tactus runs respond {run}");
        (await _desk.DoAsync("runs", "respond", run, "--approve")).ShouldExit(0);
        (await _desk.DoAsync("runs", "show", run, "--json")).ShouldExit(0).Out.ShouldContain("they agreed");
    }

    [Theory]
    [InlineData("accept", "they agreed")]
    [InlineData("decline", "they declined")]
    public async Task A_client_that_can_ask_is_asked(string action, string greeting)
    {
        var handlers = new McpClientHandlers
        {
            ElicitationHandler = (request, _) => ValueTask.FromResult(
                new ElicitResult { Action = action, Content = new Dictionary<string, JsonElement> { ["answer"] = JsonElement.Parse("true") } }),
        };
        await using McpClient client = await ServedProcedures.StartAsync(_desk, handlers, "greet.tac");

        CallToolResult answer = await client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "ask" });

        answer.StructuredContent!.Value.GetProperty("greeting").GetString().ShouldBe(greeting);
    }

    [Fact]
    public async Task A_file_that_cannot_be_served_is_an_error_of_the_command()
    {
        _desk.Write("broken.tac", "Procedure { function(");

        Ended ended = await _desk.DoAsync("mcp", "serve", "broken.tac");

        ended.ShouldExit(2).Out.ShouldBeEmpty();
        ended.Error.ShouldContain("broken.tac");
    }

    public void Dispose() => _desk.Dispose();

    private static string TextOf(CallToolResult answer) => answer.Content.OfType<TextContentBlock>().ShouldHaveSingleItem().Text;

    private async Task<IReadOnlyList<string>> RunsAsync() =>
        [.. (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("status").GetString()!)];

    // What the client was told while it was there. The client's own way of handing progress to a call forgets the call as soon
    // as its answer is read, and reads messages beside each other: under load it lost lines that had come before the answer.
    private sealed class ToldProgress : IProgress<ProgressNotificationValue>
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IEnumerable<string> Lines => _lines;

        public McpClientHandlers Handlers => new()
        {
            NotificationHandlers = [new(NotificationMethods.ProgressNotification, (notification, _) =>
            {
                _lines.Enqueue(notification.Params?["message"]?.GetValue<string>() ?? "");
                return default;
            })],
        };

        // Handed over with a call, it makes the client ask for progress.
        public void Report(ProgressNotificationValue value)
        {
        }
    }
}
