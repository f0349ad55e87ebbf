using System.Text.Json.Nodes;
using Tactus.EndToEnd.Tests.Durable.Recording;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable.Killing;

/// <summary>A small procedure that does a little of everything, and the world outside that it does it to.</summary>
internal static class MixedWork
{
    /// <summary>The procedure's file.</summary>
    public const string File = "work.tac";

    /// <summary>Requests that an undisturbed run makes.</summary>
    public const int Requests = 2 * Rounds;

    private const int Rounds = 5;
    private const string Once = "/once";
    private const string Again = "/again";

    private const string Source = """
        Procedure {
          state = { rounds = field.integer{default = 0} },
          function()
            local total = 0
            File.write('log', '')
            for i = 1, 5 do
              local one = Host.call('once', { item = i }).body.value
              File.append('log', string.format('once %d is %d\n', i, one))
              print('once', i)
              local more = checkpoint('round ' .. i, function()
                State.increment('rounds')
                local two = Host.call('again', { item = i }).body.value
                File.write('last', tostring(two))
                checkpoint(function() File.append('log', string.format('again %d is %d\n', i, two)) end)
                return two
              end)
              assert(File.read('last') == tostring(more))
              total = total * 3 + one + more
            end
            return { total = total, rounds = state.rounds, log = File.read('log') }
          end
        }
        """;

    /// <summary>The world outside: it gives each item a value of its own.</summary>
    public static JsonObject Answer(RecordedRequest request) => new() { ["value"] = ValueOf(Item(request), request.Path) };

    /// <summary>Writes the procedure and its trusted sidecar.</summary>
    public static async Task LayOutAsync(Desk desk, RecordingServer server)
    {
        desk.Write(File, Source);
        await desk.TrustAsync(File + ".yml", $$"""
            tools: {allow: [once, again]}
            host_tools:
              once:
                description: Has an effect that must not be repeated
                args: {item: {type: integer, required: true} }
                http: {method: POST, url: "http://127.0.0.1:{{server.Port}}{{Once}}", body: {item: "${args.item}"} }
                effect: once
              again:
                description: Has an effect that its key makes safe to repeat
                args: {item: {type: integer, required: true} }
                http: {method: POST, url: "http://127.0.0.1:{{server.Port}}{{Again}}", body: {item: "${args.item}"} }
                effect: idempotent
            """);
    }

    /// <summary>What the world knows of one item of the tool <c>once</c>: the answer that it gave, or null when it never heard of it.</summary>
    public static string? TruthAbout(RecordingServer server, int item) => server.Requests.Any(request => request.Path == Once && Item(request) == item)
        ? new JsonObject { ["status"] = 200, ["body"] = new JsonObject { ["value"] = ValueOf(item, Once) }, ["headers"] = new JsonObject() }.ToJsonString()
        : null;

    /// <summary>What happened outside more or less often than it should: once-effects by requests, idempotent ones by distinct keys.</summary>
    public static IReadOnlyList<string> Violations(RecordingServer server) =>
    [
        .. from path in new[] { Once, Again }
           from item in Enumerable.Range(1, Rounds)
           let keys = server.Requests.Where(request => request.Path == path && Item(request) == item).Select(request => request.Key).ToList()
           let times = path == Once ? keys.Count : keys.Distinct(StringComparer.Ordinal).Count()
           where times != 1
           select $"{path} {item} happened {times} times",
    ];

    private static int Item(RecordedRequest request) => request.Body["item"]!.GetValue<int>();

    private static int ValueOf(int item, string path) => (item * 7) + path.Length;
}
