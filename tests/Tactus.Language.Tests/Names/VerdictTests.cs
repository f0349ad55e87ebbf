using System.Text;
using Google.Protobuf;
using Tactus.Analysis.Tests.Support;
using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Language.Tests.Names;

// Proves that the machine takes every procedure in which the checks find nothing, and refuses every one in which they find a mistake, at the same line:
// the other half of CorpusTests in Tactus.Analysis.Tests.
public sealed class VerdictTests
{
    public static TheoryData<string> Right() => [.. Corpus.Right()];

    public static TheoryData<string> Wrong() => [.. Corpus.Wrong().Keys];

    [Theory]
    [MemberData(nameof(Right))]
    public void What_is_right_runs(string name)
    {
        StartResponse start = Harness.StartOf("", name);
        start.Mock = true;
        start.Bundle.Files.Clear();
        foreach (Analysis.Sources.SourceText source in Corpus.Read(name))
        {
            start.Bundle.Files.Add(new SourceFile { Path = source.File, Module = source.File == name ? "" : ModuleOf(source.File), Source = ByteString.CopyFrom(source.Content.Span) });
        }

        string standard = Checkout.PathOf("procedures/tactus");
        foreach (string file in Directory.EnumerateFiles(standard, "*.tac", SearchOption.AllDirectories).Where(file => !file.EndsWith(".spec.tac", StringComparison.Ordinal)))
        {
            start.WithModule(ModuleOf("tactus/" + Path.GetRelativePath(standard, file)), File.ReadAllText(file));
        }

        ProcedureOutcome outcome = Harness.Run(start, new ScriptedChannel());

        outcome.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, outcome.Error?.ToString());
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_fails_where_it_is_wrong(string name)
    {
        string source = Corpus.Wrong()[name];
        StartResponse start = Harness.StartOf(source, "wrong.tac");
        start.Mock = true;

        ProcedureOutcome outcome = Harness.Run(start, new ScriptedChannel());

        outcome.Error.ShouldNotBeNull();
        outcome.Error.Location.Line.ShouldBe((uint)Corpus.LineOf(source), outcome.Error.ToString());
    }

    private static string ModuleOf(string path) => path[..^".tac".Length].Replace("/init", "", StringComparison.Ordinal).Replace('/', '.');
}
