using System.Text;
using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;

namespace Tactus.EndToEnd.Tests.Security;

// Proves that a secret which a run uses, and hunts for, is found nowhere afterwards: not in the guest's memory, environment or arguments, not in the
// run's files, journal, output or container. The control: the server got it, and the same search finds a word that the run did hold, in the same places.
public sealed class CanaryTests : IDisposable
{
    // Built up inside, so that this word is in no source file: where it is found, the run's data is found.
    private const string Marker = "known-marker-known-marker";

    private const string Hunt = """
        local seen = {}
        local function collect(value)
          if type(value) == "table" then
            for key, inner in pairs(value) do collect(key) collect(inner) end
          else
            seen[#seen + 1] = tostring(value)
          end
        end
        local marker = string.rep("known-marker", 2, "-")
        collect(os.getenv("CANARY"))
        collect(Host.call("keeper", {}))
        collect(Host.call("teller", {}))
        local ok, failure = pcall(Host.call, "breaker", {})
        collect(failure)
        local text = table.concat(seen, "\n")
        for _, trick in ipairs {text, text:reverse(), text:upper(), text:lower()} do
          print(marker, trick)
          Log.info(trick, {value = trick})
          Host.call("host.echo", {value = trick})
        end
        File.write("loot.txt", marker .. text)
        File.append("loot.txt", File.read("loot.txt"))
        pcall(File.read, text:sub(1, 60))
        Step.checkpoint("loot", function() return {text = text, marker = marker} end)
        Host.call("hold", {})
        if input.fail then error(text) end
        return {text = text, marker = marker}
        """;

    private readonly Desk _desk = new();
    private readonly Canary _canary = new();
    private readonly WireServer _server;

    public CanaryTests()
    {
        _server = new WireServer(request => request.StartsWith("GET /break", StringComparison.Ordinal)
            ? _canary.Echo() with { Status = "500 " + _canary.Value }
            : _canary.Echo());
        _desk.Environment["CANARY"] = _canary.Value;
    }

    public static TheoryData<string> Drivers => new(Machine.Names.Append("none"));

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_secret_that_a_run_uses_and_hunts_for_is_found_nowhere(string driver)
    {
        _desk.Write("p.tac", $"Procedure {{ input = {{ fail = field.boolean{{default = false}} }}, function(input)\n{Hunt}\nend }}\n");
        await _desk.TrustAsync("p.tac.yml", Sidecar());
        var found = new List<string>();
        var marked = new List<string>();

        await using (HeldRun run = await HeldRun.StartAsync(_desk, driver, "p.tac"))
        {
            foreach (byte[] region in ProcessMemory.Regions(run.Guest))
            {
                Look("memory", region, found, marked);
            }

            Look("environment", File.ReadAllBytes($"/proc/{run.Guest}/environ"), found, marked);
            Look("arguments", Encoding.UTF8.GetBytes(string.Join('\n', ProcessTable.WithArgument(""))), found, marked);
            foreach (byte[] page in run.Container is { } id ? await ContainerAsync(id) : [])
            {
                Look("container", page, found, marked);
            }

            Ended ended = (await run.ReleaseAsync()).ShouldExit(0);
            Look("output", Encoding.UTF8.GetBytes(ended.Out + ended.Error), found, marked);
        }

        File.Delete(_desk.PathOf("held"));
        File.Delete(_desk.PathOf("gate"));
        await using (HeldRun run = await HeldRun.StartAsync(_desk, driver, "p.tac", "--param", "fail=true"))
        {
            Ended ended = (await run.ReleaseAsync()).ShouldExit(1);
            Look("failure", Encoding.UTF8.GetBytes(ended.Out + ended.Error), found, marked);
            Ended[] records = [await _desk.DoAsync("runs", "show", ended.RunId, "--json"), await _desk.DoAsync("runs", "logs", ended.RunId)];
            Look("record", Encoding.UTF8.GetBytes(string.Concat(records.Select(record => record.Out + record.Error))), found, marked);
        }

        File.Delete(_desk.PathOf("gate"));
        foreach (string path in Directory.EnumerateFiles(Path.GetDirectoryName(_desk.State)!, "*", SearchOption.AllDirectories))
        {
            Look(path.StartsWith(_desk.State, StringComparison.Ordinal) ? "state" : "desk", File.ReadAllBytes(path), found, marked);
        }

        found.ShouldBeEmpty();

        // The controls: it was used, and where nothing was found there was something to find.
        _server.Requests.ShouldContain(request => request.Contains("Authorization: Bearer " + _canary.Value, StringComparison.Ordinal));
        new[] { "memory", "output", "failure", "record", "state", "desk" }.ShouldAllBe(place => marked.Contains(place));
        File.ReadAllText(_desk.PathOf("loot.txt")).ShouldContain("[secret CANARY]");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task The_search_finds_a_value_that_is_not_declared_a_secret(string driver)
    {
        // The same value as plain configuration: the procedure may hold it, so the search must see it.
        _desk.Environment.Remove("CANARY");
        _desk.Procedure("local value = os.getenv('SHOWN')\nprint(value)\nHost.call('hold', {})\nreturn {value = value}");
        await _desk.TrustAsync("p.tac.yml", $"sandbox: {{env: {{SHOWN: \"{_canary.Value}\"}}}}\ntools: {{allow: [hold]}}\nhost_tools:\n" + HeldRun.Tool);
        await using HeldRun run = await HeldRun.StartAsync(_desk, driver, "p.tac");
        ProcessMemory.Regions(run.Guest).SelectMany(_canary.FormsIn).ShouldContain("plain");
        Ended ended = (await run.ReleaseAsync()).ShouldExit(0);
        _canary.FormsIn(Encoding.UTF8.GetBytes(ended.Out)).ShouldContain("plain");
        _canary.FormsIn(File.ReadAllBytes(_desk.Journal)).ShouldContain("plain");
    }

    public void Dispose()
    {
        _server.Dispose();
        _desk.Dispose();
    }

    private void Look(string place, byte[] bytes, List<string> found, List<string> marked)
    {
        found.AddRange(_canary.FormsIn(bytes).Select(form => $"{form} in {place}"));
        if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Marker)) >= 0)
        {
            marked.Add(place);
        }
    }

    private static async Task<byte[][]> ContainerAsync(string id)
    {
        byte[] inspected = await ContainerEngine.GetAsync($"/containers/{id}/json");
        using JsonDocument container = JsonDocument.Parse(inspected);

        // The engine keeps no output of the guest at all.
        container.RootElement.GetProperty("HostConfig").GetProperty("LogConfig").GetProperty("Type").GetString().ShouldBe("none");
        return
        [
            inspected,
            await ContainerEngine.GetAsync($"/images/{container.RootElement.GetProperty("Image").GetString()}/get"),
        ];
    }

    private string Sidecar() => $$$"""
        sandbox: {limits: {memory: 64m}}
        tools: {allow: [keeper, teller, breaker, hold, host.echo]}
        host_tools:
          keeper:
            description: Sends the secret to a server that sends it back
            http: {method: POST, url: "http://127.0.0.1:{{{_server.Port}}}/keep", headers: {Authorization: "Bearer ${secret:CANARY}"}, body: {token: "${secret:CANARY}"}}
          breaker:
            description: The same, and the server fails with it
            http: {url: "http://127.0.0.1:{{{_server.Port}}}/break", headers: {Authorization: "Bearer ${secret:CANARY}"}}
          teller:
            description: A program that tells the secret it was given
            exec: {argv: [sh, -c, "cat; echo $KEY | tee /dev/stderr | base64 -w0; echo $KEY | rev; exit 3"], env: {KEY: "${secret:CANARY}"}, stdin: "${secret:CANARY}"}
        """ + "\n" + HeldRun.Tool;
}
