using System.Text;
using Tactus.Engine.Procedures;
using Tactus.Engine.Testing;
using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Syntax.Declarations;
using Tactus.Testing.Specifications;
using Tactus.Testing.Steps;

namespace Tactus.Cli.Commands.Testing;

/// <summary>Reads the specifications and steps that a description lists.</summary>
internal static class SpecificationSource
{
    /// <summary>The plan of everything that a procedure specifies; null when it specifies nothing.</summary>
    /// <param name="bundle">The procedure.</param>
    /// <param name="description">What a guest said that it declares.</param>
    public static SpecificationPlan? Read(ProcedureBundle bundle, MapValue description)
    {
        List<MapValue> declared = [.. MapsOf(description, "specifications"), .. WrittenLater(bundle, description, "specifications", "Specification", "Specifications")];
        string? feature = FeatureBeside(bundle);
        if (declared.Count == 0 && feature is null)
        {
            return null;
        }

        var problems = new List<TactusException>();
        var steps = new List<CustomStep>();
        foreach (MapValue step in MapsOf(description, "steps").Concat(WrittenLater(bundle, description, "steps", "Step")))
        {
            if (steps.Count == StepBook.MostCustom)
            {
                problems.Add(new TactusException(
                    "TAC1518", $"more than {StepBook.MostCustom} steps are declared", "write one step with {name} for what differs", Text(step, "file"), Line(step)));
                break;
            }

            Collect(problems, () => steps.Add(new CustomStep(Text(step, "text"), Text(step, "file"), Line(step))));
        }

        var texts = new List<SpecificationText>();
        foreach (MapValue specification in declared)
        {
            Collect(problems, () => texts.Add(TextOf(bundle, specification)));
        }

        if (feature is not null && !declared.Any(specification => Text(specification, "from") == feature))
        {
            Collect(problems, () => texts.Add(new SpecificationText(BesideProcedure.ReadText(bundle.Directory, feature, bundle.Main.DisplayPath, 0), feature, 1)));
        }

        SpecificationPlan plan = SpecificationReader.Read(texts, new StepBook(steps));
        return plan with { Problems = [.. problems, .. plan.Problems] };
    }

    /// <summary>The name of the specification that lies beside a procedure and is called like it, <c>NAME.feature</c>; null for none.</summary>
    public static string? FeatureBeside(ProcedureBundle bundle)
    {
        string name = Path.GetFileNameWithoutExtension(bundle.FullPath) + ".feature";
        return File.Exists(Path.Combine(bundle.Directory, name)) ? name : null;
    }

    // A script's declarations end where it first reads an input or asks for an effect; what it says of itself may stand below.
    private static IEnumerable<MapValue> WrittenLater(ProcedureBundle bundle, MapValue description, string key, params string[] words)
    {
        if (Text(description, "style") != "script")
        {
            return [];
        }

        HashSet<string> known = [.. MapsOf(description, key).Select(declared => Text(declared, "text"))];
        return WrittenCallFinder.Find(bundle.Main.Content, words)
            .Where(call => known.Add(call.Text))
            .Select(call => Value.MapOf(("text", Value.Of(call.Text)), ("file", Value.Of(bundle.Main.DisplayPath)), ("line", Value.Of(call.Line))));
    }

    private static SpecificationText TextOf(ProcedureBundle bundle, MapValue specification)
    {
        string file = Text(specification, "file");
        int line = Line(specification);
        if (specification.TryGet("from", out Value? from))
        {
            string path = TextOf(from);
            string folder = Path.GetDirectoryName(Find(bundle, file)?.FullPath) ?? bundle.Directory;
            return new SpecificationText(BesideProcedure.ReadText(folder, path, file, line), path, 1);
        }

        return SpecificationText.In(Text(specification, "text"), file, line, Find(bundle, file)?.Content ?? []);
    }

    private static ProcedureSource? Find(ProcedureBundle bundle, string file) =>
        bundle.Main.DisplayPath == file ? bundle.Main : bundle.Modules.FirstOrDefault(module => module.DisplayPath == file);

    private static void Collect(List<TactusException> problems, Action read)
    {
        try
        {
            read();
        }
        catch (TactusException problem)
        {
            problems.Add(problem);
        }
    }

    private static List<MapValue> MapsOf(MapValue map, string key) =>
        map.TryGet(key, out Value? value) && value is ListValue list ? [.. list.Items.OfType<MapValue>()] : [];

    private static string Text(MapValue map, string key) => map.TryGet(key, out Value? value) ? TextOf(value) : "";

    private static string TextOf(Value value) => value is BytesValue bytes ? Encoding.UTF8.GetString(bytes.Content.Span) : "";

    private static int Line(MapValue map) => map.TryGet("line", out Value? value) && value is IntegerValue line ? (int)line.Content : 0;
}
