using System.Text;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that no source kills or hangs a command that reads it on the host: however deep, long or broken, validate, format, info and run end soon,
// with an exit code of their own and, where they refuse it, with a coded error.
public sealed class HostileSourceTests : IDisposable
{
    private const int Deep = 100_000;
    private const int HugeBytes = 200 << 20;
    private const int LongLine = 10 << 20;

    // A signal's death shows as 128 and its number.
    private const int FirstSignal = 128;

    // Far above what any of them needs on a busy machine; a hang takes for ever.
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, (Func<byte[]> Make, bool IsRefused)> s_sources = new(StringComparer.Ordinal)
    {
        ["parentheses"] = (() => Nested("return ", "(", "1", ")"), true),
        ["tables"] = (() => Nested("return ", "{", "", "}"), true),
        ["functions"] = (() => Nested("return ", "function() return ", "1", " end"), true),
        ["conditions"] = (() => Nested("", "if true then ", "", " end"), true),
        ["never closed"] = (() => Nested("return ", "({function() ", "", ""), true),
        ["a long line"] = (() => Text($"local s = \"{new string('a', LongLine)}\"\nreturn #s\n"), false),
        ["a line of many calls"] = (() => Text("local function f() end\n" + string.Concat(Enumerable.Repeat("f() ", Deep)) + "\n"), false),
        ["no UTF-8"] = (() => [.. Text("local s = \""), 0xff, 0xfe, 0x80, .. Text("\" -- "), 0xc3, .. Text("\nreturn #s\n")], false),
        ["no UTF-8 in a name"] = (() => [.. Text("local "), 0xff, .. Text(" = 1\n")], true),
        ["NUL between words"] = (() => Text("return \0 1\n"), true),
        ["NUL in a string"] = (() => Text("return #\"a\0b\"\n"), false),
        ["a byte order mark"] = (() => Text("\ufeffreturn 1\n"), false),
        ["CRLF"] = (() => Text("local a = 1\r\nlocal b = [[\r\nx\r\n]]\r\nreturn #b\r\n"), false),
    };

    private readonly Desk _desk = new();

    public static TheoryData<string> Names() => [.. s_sources.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_command_ends_soon(string name)
    {
        (Func<byte[]> make, bool isRefused) = s_sources[name];
        byte[] source = make();
        foreach (string[] command in Commands())
        {
            await File.WriteAllBytesAsync(_desk.PathOf("x.tac"), source);

            CheckEnd(await _desk.DoAsync([.. command, "x.tac"]), isRefused, string.Join(' ', command));
        }
    }

    [Fact]
    public async Task A_file_larger_than_a_bundle_is_refused_by_all()
    {
        foreach (string[] command in Commands())
        {
            using (FileStream file = File.Create(_desk.PathOf("x.tac")))
            {
                file.SetLength(HugeBytes);
            }

            Ended ended = await _desk.DoAsync([.. command, "x.tac"]);

            CheckEnd(ended, isRefused: true, string.Join(' ', command));
            ended.Error.ShouldContain(command[0] == "format" || command.Contains("--quick") ? "TAC7032" : "TAC6203");
        }
    }

    public void Dispose() => _desk.Dispose();

    private static string[][] Commands() => [["validate"], ["validate", "--quick"], ["format"], ["info"], ["run", "--no-sandbox"]];

    private static void CheckEnd(Ended ended, bool isRefused, string command)
    {
        ended.Took.ShouldBeLessThan(s_most, command);
        ended.ExitCode.ShouldBeLessThan(FirstSignal, $"{command}\n{ended}");
        ended.Error.ShouldNotContain("Unhandled exception");
        if (isRefused)
        {
            ended.ExitCode.ShouldBe(2, $"{command}\n{ended}");
            ended.Error.ShouldContain("TAC");
        }
        else
        {
            ended.ExitCode.ShouldBe(0, $"{command}\n{ended}");
        }
    }

    private static byte[] Nested(string before, string open, string inside, string close) =>
        Text(before + string.Concat(Enumerable.Repeat(open, Deep)) + inside + string.Concat(Enumerable.Repeat(close, Deep)) + "\n");

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
