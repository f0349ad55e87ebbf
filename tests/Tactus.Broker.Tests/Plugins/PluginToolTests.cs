using Tactus.Broker.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Tests.Plugins;

// Proves that a plugin tool gets its arguments and gives its answer, in a real helper sandbox, and that a hostile one gains nothing.
public sealed class PluginToolTests : IDisposable
{
    private readonly PluginFolder _procedure = new();
    private readonly Folder _workspace = new();

    [Fact]
    public async Task It_gets_its_arguments_as_JSON_and_answers_with_JSON()
    {
        Write("tools/weather.py", "#!/usr/bin/env python3\nimport json, sys\nargs = json.load(sys.stdin)\nprint(json.dumps({'city': args['city'], 'degrees': 21}))\n");
        using TestBroker broker = Broker();

        Value answer = (await CallAsync(broker, "tools/weather.py", ("city", Value.Of("Rome")))).Value();

        answer.Get("city").Text().ShouldBe("Rome");
        answer.Get("degrees").Integer().ShouldBe(21);
    }

    [Fact]
    public async Task An_exit_code_is_an_error_with_what_it_said_to_people()
    {
        Write("fail.sh", "#!/bin/sh\necho 'no such city' >&2\nexit 4\n");
        using TestBroker broker = Broker();

        string message = (await CallAsync(broker, "fail.sh")).ShouldBeError("TAC3924", "failed").Message;

        message.ShouldContain("exit code 4");
        message.ShouldContain("no such city");
    }

    [Theory]
    [InlineData("echo hello")]
    [InlineData("true")]
    [InlineData("echo 1; echo 2")]
    public async Task What_is_not_one_JSON_value_is_an_error(string script)
    {
        Write("odd.sh", $"#!/bin/sh\n{script}\n");
        using TestBroker broker = Broker();

        (await CallAsync(broker, "odd.sh")).ShouldBeError("TAC3925", "failed");
    }

    [Fact]
    public async Task One_that_prints_for_ever_is_ended()
    {
        Write("flood.sh", "#!/bin/sh\nexec cat /dev/zero\n");
        using TestBroker broker = Broker();

        (await CallAsync(broker, "flood.sh")).ShouldBeError("TAC3927", "failed");
    }

    [Theory]
    [InlineData("'[' * 20 + ']' * 20", null)]
    [InlineData("'[' * 200 + ']' * 200", "TAC3925")]
    [InlineData("'[' * 1000000", "TAC3925")]
    [InlineData("'{\"a\":' * 100000 + '1' + '}' * 100000", "TAC3925")]
    [InlineData("'\"' + 'x' * 100000 + '\"'", null)]
    [InlineData("'\"' + 'x' * 100000000 + '\"'", "TAC3927")]
    [InlineData("'[' + '0,' * 3000000 + '0]'", "TAC3927")]
    [InlineData("'{\"a\":1,\"a\":2}'", "TAC3925")]
    [InlineData("'1e999'", "TAC3925")]
    [InlineData("'\"' + chr(92) + 'ud800\"'", "TAC3925")]
    public async Task An_answer_that_is_too_deep_or_too_large_or_means_two_things_is_an_error(string answer, string? code)
    {
        Write("odd.py", $"#!/usr/bin/env python3\nprint({answer})\n");
        using TestBroker broker = Broker();

        PerformResponse response = await CallAsync(broker, "odd.py").WaitAsync(TimeSpan.FromSeconds(20));

        if (code is null)
        {
            response.Value();
        }
        else
        {
            response.ShouldBeError(code, "failed");
        }
    }

    [Fact]
    public async Task It_is_denied_with_the_line_that_would_grant_it()
    {
        Write("tools/weather.py", "#!/bin/sh\necho 1\n");
        using TestBroker broker = Broker(["host.ping"]);

        EffectError error = (await CallAsync(broker, "tools/weather.py")).ShouldBeError("TAC3920", "denied");

        error.Message.ShouldContain(".tactus/config.yml:4");
        error.Mend.ShouldContain("plugin.tools/weather.py");
    }

    [Fact]
    public async Task It_is_granted_by_its_own_name_alone()
    {
        Write("tools/weather.sh", "#!/bin/sh\necho 1\n");
        Write("tools/other.sh", "#!/bin/sh\necho 1\n");
        using TestBroker broker = Broker(["plugin.tools/weather.sh"]);

        (await CallAsync(broker, "tools/weather.sh")).Value().Integer().ShouldBe(1);
        (await CallAsync(broker, "tools/other.sh")).ShouldBeError("TAC3920", "denied");
    }

    [Theory]
    [InlineData("../outside.sh")]
    [InlineData("/bin/ls")]
    [InlineData("tools/../../x")]
    [InlineData("a b.sh")]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("tools//x")]
    [InlineData(".git/hooks/x")]
    [InlineData("tools/run.tac.yml")]
    public async Task A_path_that_leaves_the_directory_is_invalid(string path)
    {
        using TestBroker broker = Broker(["*"]);

        (await CallAsync(broker, path)).ShouldBeError("TAC3921", "invalid");
    }

    [Fact]
    public async Task A_link_is_not_followed_and_the_file_itself_is_run()
    {
        Write("real.sh", "#!/bin/sh\necho 1\n");
        File.CreateSymbolicLink(_procedure.At("link.sh"), "/bin/true");
        using TestBroker broker = Broker();

        (await CallAsync(broker, "real.sh")).Value().Integer().ShouldBe(1);
        (await CallAsync(broker, "link.sh")).ShouldBeError("TAC3922", "failed");
    }

    [Fact]
    public async Task A_file_without_the_right_to_be_executed_is_not_run()
    {
        File.SetUnixFileMode(Write("data.sh", "#!/bin/sh\necho 1\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using TestBroker broker = Broker();

        (await CallAsync(broker, "data.sh")).ShouldBeError("TAC3923", "failed");
    }

    [Fact]
    public async Task What_only_looks_like_a_program_is_not_read_to_an_end_that_never_comes()
    {
        using (FileStream hole = File.OpenWrite(Write("hole", "")))
        {
            hole.SetLength(1L << 40);
        }

        using var made = System.Diagnostics.Process.Start("mkfifo", ["-m", "755", _procedure.At("pipe")]);
        await made.WaitForExitAsync();
        Write("tool.sh", "#!/bin/sh\necho 1\n");
        using TestBroker broker = Broker();

        (await CallAsync(broker, "hole")).ShouldBeError("TAC3922", "failed").Message.ShouldContain("is larger than");
        (await CallAsync(broker, "pipe")).ShouldBeError("TAC3922", "failed").Message.ShouldContain("is no file");
        (await CallAsync(broker, "tool.sh")).Value().Integer().ShouldBe(1);
    }

    [Fact]
    public async Task One_that_was_changed_during_the_run_is_not_run_again()
    {
        Write("tool.sh", "#!/bin/sh\necho 1\n");
        using TestBroker broker = Broker();
        (await CallAsync(broker, "tool.sh")).Value().Integer().ShouldBe(1);

        Write("tool.sh", "#!/bin/sh\necho 2\n");

        (await CallAsync(broker, "tool.sh")).ShouldBeError("TAC3928", "denied");
    }

    [Fact]
    public async Task It_has_no_network_cannot_write_its_own_directory_and_writes_the_workspace()
    {
        Write("probe.py", """
            #!/usr/bin/env python3
            import json, os, socket
            found = {"interfaces": [name for _, name in socket.if_nameindex()], "environment": sorted(os.environ)}
            def attempt(path):
                try:
                    open(path, "w").write("x")
                    return True
                except OSError:
                    return False
            found["own"] = attempt("/procedure/new")
            found["workspace"] = attempt("/workspace/new")
            print(json.dumps(found))
            """);
        using TestBroker broker = Broker();

        Value found = (await CallAsync(broker, "probe.py")).Value();

        ((ListValue)found.Get("interfaces")).Items.Select(name => name.Text()).ShouldBe(["lo"]);
        found.Get("own").ShouldBe(Value.False);
        found.Get("workspace").ShouldBe(Value.True);
        File.Exists(_workspace.At("new")).ShouldBeTrue();
        ((ListValue)found.Get("environment")).Items.Select(name => name.Text()).ShouldContain("TACTUS_IDEMPOTENCY_KEY");
    }

    [Fact]
    public async Task It_sees_its_own_folder_and_no_control_file_there_or_in_the_workspace()
    {
        string[] controls = [".env", ".env.local", ".git/config", ".tactus/config.yml", "deep/run.tac.yml"];
        foreach (string control in controls)
        {
            Write("tools/" + control, "a secret");
            _workspace.Write(control, "a secret");
        }

        Write("tools/data.txt", "its own");
        Write("p.tac", "the procedure's");
        _workspace.Write("data.txt", "the workspace's");
        Write("tools/look.py", """
            #!/usr/bin/env python3
            import json, os
            found = {}
            for root in ("/procedure", "/workspace"):
                for directory, _, names in os.walk(root):
                    for name in names:
                        path = os.path.join(directory, name)
                        try:
                            found[path] = open(path, errors="replace").read()[:16]
                        except PermissionError:
                            found[path] = ""
            print(json.dumps(found))
            """);
        using TestBroker broker = Broker();

        var found = (MapValue)(await CallAsync(broker, "tools/look.py")).Value();

        found.Entries.Where(file => file.Value.Text().Length > 0).Select(file => System.Text.Encoding.UTF8.GetString(file.Key)).ShouldBe(
            ["/procedure/tools/data.txt", "/procedure/tools/look.py", "/workspace/data.txt"], ignoreOrder: true);
    }

    [Fact]
    public async Task Half_of_a_secret_is_not_left_where_what_it_said_is_cut()
    {
        const string secret = "0123456789-the-whole-secret-9876543210";
        Write("fail.sh", $"#!/bin/sh\necho 'first {secret}' >&2\nhead -c 980 /dev/zero | tr '\\0' . >&2\nexit 1\n");
        using var broker = new TestBroker(
            Grants.WithTools(Tools.WithSecret("build", "TOKEN")) with { AllowedTools = ["build", "plugin.*"] }, helpers: new BubblewrapHelperSandbox(),
            procedureDirectory: _procedure.Path, secrets: ("TOKEN", secret));
        using TestBroker unknowing = Broker();

        string message = (await CallAsync(broker, "fail.sh")).ShouldBeError("TAC3924", "failed").Message;
        string control = (await CallAsync(unknowing, "fail.sh")).ShouldBeError("TAC3924", "failed").Message;

        message.ShouldContain("....");
        message.ShouldNotContain("543210");
        control.ShouldContain("543210");
    }

    [Fact]
    public async Task Its_hash_stands_in_the_journals_intent()
    {
        string path = Write("tool.sh", "#!/bin/sh\necho 1\n");
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        var store = new RecordingStore();
        byte[]? note = null;
        store.OnAppend = write => note ??= write.Entry.Status == Journal.EntryStatus.Intent ? write.Entry.Result : null;
        using TestBroker broker = Broker(store: store);

        (await CallAsync(broker, "tool.sh")).Value();

        Value.Decode(note.ShouldNotBeNull()).Get("sha256").Text().ShouldBe(hash);
    }

    [Theory]
    [InlineData("""echo '{"description": "Tells the weather.", "parameters": {"type": "object"}, "more": 1}'""", "Tells the weather.")]
    [InlineData("echo usage: tool", null)]
    [InlineData("exit 2", null)]
    [InlineData("echo '[1]'", null)]
    public async Task Its_description_is_taken_when_it_gives_one(string script, string? description)
    {
        Write("tool.sh", $"#!/bin/sh\n[ \"$1\" = --describe ] || exit 9\n{script}\n");
        using TestBroker broker = Broker();

        (await broker.AskAsync("plugin.describe", "tool.sh", Value.MapOf(("x", Value.True)))).ShouldBeError("TAC3921", "invalid");
        var answer = (MapValue)(await broker.AskAsync("plugin.describe", "tool.sh", Value.EmptyMap)).Value();

        answer.Count.ShouldBe(description is null ? 0 : 2);
        if (description is not null)
        {
            answer.Get("description").Text().ShouldBe(description);
        }
    }

    [Fact]
    public async Task Beside_Tactus_own_directories_it_is_refused()
    {
        Write("tool.sh", "#!/bin/sh\necho 1\n");
        using TestBroker broker = Broker(own: ["state"]);

        (await CallAsync(broker, "tool.sh")).ShouldBeError("TAC3929", "denied");
    }

    public void Dispose()
    {
        _procedure.Dispose();
        _workspace.Dispose();
    }

    private static Task<PerformResponse> CallAsync(TestBroker broker, string path, params (string Key, Value Value)[] arguments) =>
        broker.AskAsync("plugin.call", path, Value.MapOf(arguments));

    private TestBroker Broker(IReadOnlyList<string>? allowed = null, RecordingStore? store = null, IReadOnlyList<string>? own = null) => new(
        Grants.Default with { AllowedTools = allowed ?? ["plugin.*"] }, store, new BubblewrapHelperSandbox(), workspace: _workspace, own: own,
        procedureDirectory: _procedure.Path);

    private string Write(string relative, string content) => _procedure.Write(relative, content);
}
