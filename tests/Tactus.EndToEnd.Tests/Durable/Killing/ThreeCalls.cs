using Tactus.EndToEnd.Tests.Durable.Recording;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable.Killing;

/// <summary>A procedure whose three lines call three paths of a server, none of them to be repeated.</summary>
internal static class ThreeCalls
{
    /// <summary>The procedure's body; it begins on line 2 of its file.</summary>
    public const string Body = "Host.call('get', {path = 'a'})\nHost.call('get', {path = 'b'})\nHost.call('get', {path = 'c'})\nreturn {ended = true}";

    /// <summary>Writes it as <c>p.tac</c> with its trusted sidecar.</summary>
    public static async Task LayOutAsync(Desk desk, RecordingServer server)
    {
        desk.Procedure(Body);
        await desk.TrustAsync("p.tac.yml", $$"""
            tools: {allow: [get]}
            host_tools:
              get:
                description: Asks a path of the server
                args: {path: {type: string, required: true} }
                http: {method: POST, url: "http://127.0.0.1:{{server.Port}}/${args.path}"}
                effect: once
            """);
    }

    /// <summary>Starts it, and kills its guest when a request was made; that request's answer is recorded.</summary>
    /// <returns>The run.</returns>
    public static async Task<string> InterruptAsync(Desk desk, RecordingServer server, string driver, int request)
    {
        await using RunningProgram program = desk.StartRun(driver, "p.tac");
        var blow = new Blow(request, BeforeAnswer: true, Victim.Guest, Spins: 0);
        (Ended ended, bool fell) = await blow.StrikeAsync(server, driver, program);
        fell.ShouldBeTrue(ended.ToString());
        return ended.ShouldExit(6).RunId;
    }
}
