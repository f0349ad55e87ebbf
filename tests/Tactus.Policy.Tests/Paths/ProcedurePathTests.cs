// Proves that whatever a procedure writes either becomes a plain path beneath a granted root or is refused.
using Tactus.Policy.Paths;

namespace Tactus.Policy.Tests.Paths;

public sealed class ProcedurePathTests
{
    private static readonly string[] Volumes = ["/data", "/data/inner", "/logs"];

    [Theory]
    [InlineData("a.txt", "/workspace", "a.txt")]
    [InlineData("./a//b/./c", "/workspace", "a/b/c")]
    [InlineData("a/../b", "/workspace", "b")]
    [InlineData("a/b/", "/workspace", "a/b")]
    [InlineData(".", "/workspace", "")]
    [InlineData("/workspace", "/workspace", "")]
    [InlineData("/workspace/x", "/workspace", "x")]
    [InlineData("/data/x", "/data", "x")]
    [InlineData("/data/inner/x", "/data/inner", "x")]
    [InlineData("/data/innermost", "/data", "innermost")]
    [InlineData("..a/b..", "/workspace", "..a/b..")]
    [InlineData("häuser/ñ", "/workspace", "häuser/ñ")]
    public void Plain_paths_are_normalised(string text, string root, string relative)
    {
        ProcedurePath.TryNormalize(text, Volumes, out var path, out _).ShouldBeTrue();

        path.ShouldBe(new ProcedurePath(root, relative));
        path.ToString().ShouldBe(relative.Length == 0 ? root : $"{root}/{relative}");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("..", "leaves /workspace")]
    [InlineData("a/../../etc/passwd", "leaves /workspace")]
    [InlineData("../workspace/a", "leaves /workspace")]
    [InlineData("/workspace/../etc", "leaves /workspace")]
    [InlineData("/data/..", "leaves /data")]
    [InlineData("/etc/passwd", "outside")]
    [InlineData("/workspaces", "outside")]
    [InlineData("/", "outside")]
    [InlineData("//workspace", "outside")]
    [InlineData("a\0b", "control character")]
    [InlineData("a\nb", "control character")]
    [InlineData("a\u009bb", "control character")]
    [InlineData("a\uFFFDb", "UTF-8")]
    public void Everything_else_is_refused_with_its_reason(string text, string reason)
    {
        ProcedurePath.TryNormalize(text, Volumes, out var path, out var problem).ShouldBeFalse();

        path.ShouldBeNull();
        problem.ShouldContain(reason);
    }

    [Fact]
    public void Lengths_are_counted_in_bytes()
    {
        var longest = new string('ä', 127) + "a";
        ProcedurePath.TryNormalize(longest, [], out _, out _).ShouldBeTrue();
        ProcedurePath.TryNormalize(longest + "a", [], out _, out var problem).ShouldBeFalse();
        problem.ShouldContain("component longer than 255");

        var path = string.Join('/', Enumerable.Repeat(new string('a', 127), 32));
        ProcedurePath.TryNormalize(path + "a", [], out _, out _).ShouldBeTrue();
        ProcedurePath.TryNormalize(path + "aa", [], out _, out problem).ShouldBeFalse();
        problem.ShouldContain("longer than 4096");
    }

    [Fact]
    public void Components_are_counted_after_the_dots_are_gone()
    {
        var deepest = string.Join('/', Enumerable.Repeat("a/./b/..", ProcedurePath.MaxComponents));
        ProcedurePath.TryNormalize(deepest, [], out _, out _).ShouldBeTrue();
        ProcedurePath.TryNormalize(deepest + "/a", [], out _, out var problem).ShouldBeFalse();
        problem.ShouldContain("more than 256 components");
    }

    [Fact]
    public void No_random_path_ever_leaves_its_root()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        string[] pieces = ["..", ".", "a", "", "/", "workspace", "data", "...", "b..", ".tactus"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join('/', Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (ProcedurePath.TryNormalize(text, Volumes, out var path, out _))
            {
                path.Relative.Split('/').ShouldNotContain("..", $"seed {seed}: {text}");
                path.Relative.StartsWith('/').ShouldBeFalse($"seed {seed}: {text}");
                Volumes.Append(ProcedurePath.Workspace).ShouldContain(path.Root);
            }
        }
    }
}
