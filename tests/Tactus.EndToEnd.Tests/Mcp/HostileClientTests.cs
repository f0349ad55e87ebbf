using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Mcp;

// Proves that a client of `mcp serve` which speaks no sense, too much, or of other files gains nothing, that only messages reach it, and that a killed server leaves
// nothing running. After each attack an honest call is the control.
public sealed class HostileClientTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Desk _desk = new();
    private readonly Process _serve;

    public HostileClientTests()
    {
        _desk.Write("greet.tac", """
            Procedure {
              input = { name = field.string{required = true} },
              function(input)
                print('{"jsonrpc":"2.0","id":"honest","result":"forged"}')
                if input.name == "slow" then
                  File.write("here", "x")
                  while true do Host.call("host.ping", {}) end
                end
                return { name = input.name }
              end
            }
            """);
        _desk.Write("other.tac", "Procedure { function() File.write('ESCAPED', 'x') end }");
        var start = new ProcessStartInfo(Installation.Program, ["mcp", "serve", "greet.tac", "--driver", "bubblewrap"])
        {
            UseShellExecute = false, WorkingDirectory = _desk.Workspace, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in _desk.Environment)
        {
            start.Environment[name] = value;
        }

        _serve = Process.Start(start)!;
        Send("""{"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}""");
        Send("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
    }

    [Fact]
    public async Task What_is_no_message_is_passed_over_or_refused_and_the_server_goes_on()
    {
        foreach (string odd in (string[])[
            "garbage", "{", "[]", "null", "{\"jsonrpc\":\"2.0\"}", "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"tools/list\"}", new string('[', 100_000),
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":[]}", "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":5}}",
            "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"greet\",\"arguments\":[]}}", "{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{}}"])
        {
            Send(odd);
            await ShouldWorkAsync();
        }
    }

    [Fact]
    public async Task No_name_reaches_a_procedure_that_is_not_offered()
    {
        foreach (string name in (string[])["other", "../other", "other.tac", "./greet", "GREET", "greet\\u0000", "", "/etc/passwd"])
        {
            Send($$$$"""{"jsonrpc":"2.0","id":"n","method":"tools/call","params":{"name":"{{{{name}}}}","arguments":{"name":"x"}}}""");
            (await AnswerAsync("n")).GetProperty("error").GetProperty("message").GetString()!.ShouldStartWith("there is no tool ");
        }

        File.Exists(_desk.PathOf("ESCAPED")).ShouldBeFalse();
        await ShouldWorkAsync();
    }

    [Fact]
    public async Task A_message_without_an_end_ends_the_server_in_bounded_memory()
    {
        await ShouldWorkAsync();

        Task<string> said = _serve.StandardError.ReadToEndAsync();
        string piece = new('x', 1 << 20);
        try
        {
            for (int i = 0; i < 64; i++)
            {
                await _serve.StandardInput.WriteAsync(piece);
            }
        }
        catch (IOException)
        {
            // It reads no more, which is what is wanted.
        }

        await _serve.WaitForExitAsync().WaitAsync(s_patience);
        (await said).ShouldContain("TAC7806");
    }

    [Fact]
    public async Task Hundreds_of_calls_at_once_are_all_answered_by_few_sandboxes()
    {
        const int count = 100;
        for (int i = 0; i < count; i++)
        {
            SendCall($"c{i}", "x");
        }

        int most = 0;
        for (int i = 0; i < count; i++)
        {
            // Seen twice, so that one which ended while we looked is not counted beside its successor.
            most = Math.Max(most, ProcessTable.RunsOf(_serve.Id).Intersect(ProcessTable.RunsOf(_serve.Id)).Count());
            (await NextAsync()).GetProperty("result").GetProperty("isError").GetBoolean().ShouldBeFalse();
        }

        most.ShouldBeLessThanOrEqualTo(9);
        await ShouldWorkAsync();
    }

    [Fact]
    public async Task A_server_that_is_killed_takes_its_guests_with_it_and_the_next_start_sweeps_its_directories()
    {
        SendCall("slow", "slow");
        await Until.FileExistsAsync(_desk.PathOf("here"));
        string run = ProcessTable.RunsOf(_serve.Id)[0];

        Signal.Send(_serve.Id, Signal.Kill);
        await _serve.WaitForExitAsync();
        await Residue.ShouldBeNoProcessAsync(run);

        (await _desk.RunAsync("bubblewrap", "greet.tac", "--param", "name=x")).ShouldExit(0);
        await Residue.ShouldBeNoneAsync(run);
        await Residue.ShouldBeNoProcessAsync(_desk.Workspace);
    }

    public void Dispose()
    {
        if (!_serve.HasExited)
        {
            _serve.Kill();
            _serve.WaitForExit();
        }

        _serve.Dispose();
        _desk.Dispose();
    }

    private void Send(string line)
    {
        _serve.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        _serve.StandardInput.BaseStream.Flush();
    }

    private void SendCall(string id, string name) =>
        Send($$$$"""{"jsonrpc":"2.0","id":"{{{{id}}}}","method":"tools/call","params":{"name":"greet","arguments":{"name":"{{{{name}}}}"}}}""");

    private async Task ShouldWorkAsync()
    {
        SendCall("honest", "ann");
        (await AnswerAsync("honest")).GetProperty("result").GetProperty("structuredContent").GetProperty("name").GetString().ShouldBe("ann");
    }

    private async Task<JsonElement> AnswerAsync(string id)
    {
        while (true)
        {
            JsonElement message = await NextAsync();
            if (message.TryGetProperty("id", out JsonElement its) && its.ValueKind == JsonValueKind.String && its.GetString() == id)
            {
                return message;
            }
        }
    }

    // Every line is a message: a print of a procedure would not be, or would stand for one.
    private async Task<JsonElement> NextAsync()
    {
        while (true)
        {
            string line = await _serve.StandardOutput.ReadLineAsync().WaitAsync(s_patience) ?? throw new ShouldAssertException("the server has ended");
            JsonElement message = JsonElement.Parse(line);
            message.GetProperty("jsonrpc").GetString().ShouldBe("2.0");
            if (!message.TryGetProperty("id", out JsonElement id) || id.ToString() != "i")
            {
                return message;
            }
        }
    }
}
