using System.Globalization;

namespace Tactus.Lua.Tests.Attacks;

/// <summary>One file of tests/attacks/vm: a header that says what must happen, the attack, and its harmless twin in a comment.</summary>
public sealed class AttackFile
{
    private const string ControlStart = "--[==[ control\n";
    private const string ControlEnd = "\n]==]";

    private AttackFile(string path, string text)
    {
        Path = path;
        Attack = Header(text, "attack");
        var expected = Header(text, "expect").Split(' ', 2);
        Expected = expected[0];
        Detail = expected.Length > 1 ? expected[1] : "";
        var start = text.IndexOf(ControlStart, StringComparison.Ordinal) + ControlStart.Length;
        Control = text[start..text.IndexOf(ControlEnd, start, StringComparison.Ordinal)];
        var limits = Header(text, "limits");
        MemoryMiB = Limit(limits, "memory ", 64);
        CpuMilliseconds = Limit(limits, "cpu ", 10_000);
    }

    public string Path { get; }

    /// <summary>What the attack tries.</summary>
    public string Attack { get; }

    /// <summary><c>stopped</c>, <c>error</c>, <c>out_of_memory</c> or <c>out_of_budget</c>.</summary>
    public string Expected { get; }

    /// <summary>Text that the line which tells the end must hold.</summary>
    public string Detail { get; }

    public string Control { get; }

    public int MemoryMiB { get; }

    public int CpuMilliseconds { get; }

    public static AttackFile Read(string name)
    {
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, "attacks", "vm", name + ".tac");
        return new AttackFile(path, File.ReadAllText(path));
    }

    private static string Header(string text, string key)
    {
        var start = $"-- {key}: ";
        return text.Split('\n').FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..] ?? "";
    }

    private static int Limit(string limits, string key, int otherwise)
    {
        var part = limits.Split(", ").FirstOrDefault(part => part.StartsWith(key, StringComparison.Ordinal));
        return part is null ? otherwise : int.Parse(part[key.Length..], CultureInfo.InvariantCulture);
    }
}
