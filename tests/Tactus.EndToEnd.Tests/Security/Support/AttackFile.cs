using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>One file of <c>tests/attacks</c>: a header that says what must happen, the attack, and its harmless twin in a comment.</summary>
internal sealed class AttackFile
{
    private const string ControlStart = "--[==[ control\n";
    private const string ControlEnd = "\n]==]";

    private AttackFile(string id, string text)
    {
        Id = id;
        Text = text;
        Attack = Headers(text, "attack").Single();
        string[] expected = Headers(text, "expect").Single().Split(' ', 2);
        Status = expected[0];
        Detail = expected.Length > 1 ? expected[1] : "";
        ServerSees = Headers(text, "server");
        int start = text.IndexOf(ControlStart, StringComparison.Ordinal) + ControlStart.Length;
        Control = text[start..text.IndexOf(ControlEnd, start, StringComparison.Ordinal)];
    }

    /// <summary>Folder and name, without the ending.</summary>
    public string Id { get; }

    /// <summary>The whole file: a procedure in script mode.</summary>
    public string Text { get; }

    /// <summary>What the attack tries.</summary>
    public string Attack { get; }

    /// <summary>The status in which its run must end.</summary>
    public string Status { get; }

    /// <summary>The code of the error in which it must end, or what it must have printed.</summary>
    public string Detail { get; }

    /// <summary>What must stand in a request that the server got: the harmless form in which the attack arrived.</summary>
    public IReadOnlyList<string> ServerSees { get; }

    /// <summary>The harmless twin; it prints <c>works</c>.</summary>
    public string Control { get; }

    /// <summary>Ids of all attacks of a folder.</summary>
    public static IReadOnlyList<string> In(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.tac")
            .Select(path => $"{folder}/{Path.GetFileNameWithoutExtension(path)}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads one.</summary>
    public static AttackFile Read(string id) => new(id, File.ReadAllText(Path.Combine(Root, id + ".tac")));

    /// <summary>The sidecar that all attacks of the same folder run with.</summary>
    public string ReadSidecar() => File.ReadAllText(Path.Combine(Root, Path.GetDirectoryName(Id)!, "sidecar.yml"));

    private static string Root => Path.Combine(Checkout.Root, "tests", "attacks");

    private static string[] Headers(string text, string key)
    {
        string start = $"-- {key}: ";
        return [.. text.Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..])];
    }
}
