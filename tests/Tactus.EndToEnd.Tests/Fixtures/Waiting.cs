namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>Procedures that say where they are by a file in the workspace and then stay there.</summary>
internal static class Waiting
{
    /// <summary>The file that says that the procedure has come to its waiting place.</summary>
    public const string Here = "here";

    /// <summary>The file that lets it go on.</summary>
    public const string Go = "go";

    /// <summary>Asks for one effect after another until the file <see cref="Go"/> is there.</summary>
    public const string BetweenEffects = "File.write('here', '')\nrepeat until File.exists('go')\nreturn {went = true}";

    /// <summary>Computes without an effect and without end.</summary>
    public const string InALoop = "File.write('here', '')\nlocal n = 0\nwhile true do n = n + 1 end";

    /// <summary>Is inside one effect, the exec tool of <see cref="LongTool"/>.</summary>
    public const string InAnEffect = "Host.call('long', {})\nreturn {went = true}";

    /// <summary>A sidecar with an exec tool that says where it is and then takes a minute and a second.</summary>
    public const string LongTool = """
        tools: {allow: [long, host.ping]}
        host_tools:
          long:
            description: Takes long
            args: {}
            exec: {argv: [sh, -c, "touch here; exec sleep 61"], cwd: "${workspace}"}
            limits: {timeout: 90s}
        """;

    /// <summary>Writes <paramref name="body"/> as <c>p.tac</c>, with the sidecar that it needs.</summary>
    public static async Task LayOutAsync(Desk desk, string body)
    {
        desk.Procedure(body);
        if (body == InAnEffect)
        {
            await desk.TrustAsync("p.tac.yml", LongTool);
        }
    }
}
