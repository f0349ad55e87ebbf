// Proves that there is one reading of a file: whatever is accepted here, YamlDotNet's own parser accepts too and reads as the same.
using System.Text;
using Tactus.Configuration.Yaml;
using Tactus.Protocol;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tactus.Configuration.Tests.Yaml;

public sealed class SecondReaderTests
{
    private static readonly string[] Pieces =
    [
        "a", "b", "c", ":", ": ", ": ", "-", "- ", "- ", "\n", "\n", "\n  ", "\n  ", "\n    ", " ", "[", "]", "{", "}", ",", ", ", "'x'", "\"y\"", "1", "true", "~", "?", "? ",
        "#", " # z", "|\n   t", ">\n   t\n", "&x ", "*x", "!t ", "---\n", "...\n", "\t", "''", "k: ", "k: v\n", "%YAML 1.2\n", "0.5",
    ];

    [Fact]
    public void Random_text_is_read_as_the_other_reader_reads_it_or_refused()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var accepted = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            YamlNode? root;
            try
            {
                root = StrictYamlReader.Read("f.yml", text);
            }
            catch (TactusException)
            {
                continue;
            }

            if (root is null)
            {
                // An empty file configures nothing, and the other parser trips over some empty texts.
                continue;
            }

            accepted++;
            Show(root).ShouldBe(ShowOther(text), $"seed {seed}, round {round}:\n{text}");
        }

        accepted.ShouldBeGreaterThan(3_000);
    }

    [Theory]
    [InlineData("a: [1, 2\n")]
    [InlineData("a: {b: 1\n")]
    [InlineData("a: [1,,2]\n")]
    [InlineData("a: [1 2, ]]\n")]
    [InlineData("a:\n- 1\n b: 2\n")]
    [InlineData("a: 1\n  b: 2\n")]
    [InlineData("- a\nb: 1\n")]
    [InlineData("a: 'b' c\n")]
    [InlineData("a: - b\n")]
    [InlineData("}\n")]
    [InlineData("a: ]\n")]
    [InlineData("a: [b: 1]\n")]
    [InlineData("a: [: 1]\n")]
    [InlineData("%YAML 1.2\n---\na: 1\n")]
    public void Broken_text_is_a_syntax_error_with_a_place(string text)
    {
        var problem = Should.Throw<TactusException>(() => StrictYamlReader.Read("f.yml", text));

        problem.Code.ShouldBe("TAC4004");
        problem.Line.ShouldBeGreaterThan(0);
        problem.Column.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("a:\n- 1\n-\n- - 2\n  - 3\nb: [x, {y: }, ]\nc: {d, e: 1, }\n? f\n: g\nh:\n", "{a:[1,,[2,3,],],b:[x,{y:,},],c:{d:,e:1,},f:g,h:,}")]
    [InlineData("---\na: >-\n  x\n  y\nb: |\n  z\n...\n", "{a:x y!,b:z\n!,}")]
    public void Every_form_that_is_meant_is_read(string text, string shown)
    {
        Show(StrictYamlReader.Read("f.yml", text)).ShouldBe(shown);
        ShowOther(text).ShouldBe(shown);
    }

    private static string Show(YamlNode? node) => node switch
    {
        null => "",
        YamlMapping mapping => $"{{{string.Concat(mapping.Entries.Select(entry => $"{entry.Key}:{Show(entry.Value)},"))}}}",
        YamlSequence sequence => $"[{string.Concat(sequence.Items.Select(item => Show(item) + ","))}]",
        YamlScalar scalar => scalar.Text + (scalar.IsPlain ? "" : "!"),
        _ => throw new InvalidOperationException(),
    };

    private static string ShowOther(string text)
    {
        var parser = new Parser(new Scanner(new StringReader(text)));
        var shown = new StringBuilder();
        parser.MoveNext();
        parser.MoveNext();
        if (parser.Current is StreamEnd)
        {
            return "";
        }

        parser.MoveNext();
        ShowNode(parser, shown);
        parser.Current.ShouldBeOfType<DocumentEnd>();
        parser.MoveNext();
        parser.Current.ShouldBeOfType<StreamEnd>();
        return shown.ToString();
    }

    private static void ShowNode(Parser parser, StringBuilder shown)
    {
        var node = parser.Current;
        parser.MoveNext();
        switch (node)
        {
            case Scalar scalar:
                // A key's quotes do not matter, and the mapping below takes them off.
                shown.Append(scalar.Value).Append(scalar.Style == ScalarStyle.Plain ? "" : "!");
                break;
            case SequenceStart:
                shown.Append('[');
                while (parser.Current is not SequenceEnd)
                {
                    ShowNode(parser, shown);
                    shown.Append(',');
                }

                parser.MoveNext();
                shown.Append(']');
                break;
            case MappingStart:
                shown.Append('{');
                while (parser.Current is not MappingEnd)
                {
                    shown.Append(((Scalar)parser.Current!).Value).Append(':');
                    parser.MoveNext();
                    ShowNode(parser, shown);
                    shown.Append(',');
                }

                parser.MoveNext();
                shown.Append('}');
                break;
            default:
                throw new InvalidOperationException($"Unexpected {node}.");
        }
    }
}
