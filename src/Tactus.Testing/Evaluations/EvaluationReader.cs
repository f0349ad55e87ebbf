using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Testing.Reports;

namespace Tactus.Testing.Evaluations;

/// <summary>Reads the evaluations that a description lists.</summary>
public static class EvaluationReader
{
    private const string WrongDataset = "TAC1519";

    // What one dataset may hold; more is a mistake, since each case is a guest.
    private const int MostCases = 100_000;

    /// <summary>The evaluations that have cases. One that only says <c>runs</c> or <c>parallel</c> says it for those.</summary>
    /// <param name="description">What a guest said that the procedure declares.</param>
    /// <param name="readFile">Reads a dataset: its path, the file and the line that name it.</param>
    /// <exception cref="TactusException">TAC1519: a dataset cannot be used. TAC1516: its file cannot be read.</exception>
    public static IReadOnlyList<EvaluationPlan> Read(MapValue description, Func<string, string, int, string> readFile)
    {
        if (!description.TryGet("evaluations", out Value? value) || value is not ListValue list)
        {
            return [];
        }

        MapValue[] declared = [.. list.Items.OfType<MapValue>()];
        MapValue? common = Array.Find(declared, one => !one.TryGet("dataset", out _) && !one.TryGet("dataset_file", out _));
        var plans = new List<EvaluationPlan>();
        for (int i = 0; i < declared.Length; i++)
        {
            if (!ReferenceEquals(declared[i], common))
            {
                plans.Add(PlanOf(i + 1, declared[i], common ?? Value.EmptyMap, readFile));
            }
        }

        return plans;
    }

    private static EvaluationPlan PlanOf(int index, MapValue declared, MapValue common, Func<string, string, int, string> readFile)
    {
        string file = GuestText.Of(declared, "file") ?? "";
        int line = (int)GuestText.Number(declared, "line");
        IReadOnlyList<Value> cases = declared.TryGet("dataset", out Value? dataset) && dataset is ListValue inline
            ? inline.Items
            : ReadLines(GuestText.Of(declared, "dataset_file") ?? "", file, line, readFile);
        if (cases.Count > MostCases)
        {
            throw new TactusException(WrongDataset, $"the dataset has {cases.Count} cases; the most is {MostCases}", "split it", file, line);
        }

        return new EvaluationPlan
        {
            Index = index,
            Name = GuestText.Of(declared, "name") ?? "",
            File = file,
            Line = line,
            Cases = [.. cases.Select((one, i) => CaseOf(one, i, file, line))],
            Evaluators = [.. EvaluatorsOf(declared)],
            Runs = (int)(Setting(declared, common, "runs") is { } runs and not 0 ? runs : 1),
            Parallel = !IsFalse(declared, "parallel") && !IsFalse(common, "parallel"),
            Thresholds = ThresholdsOf(declared.TryGet("thresholds", out Value? thresholds) && thresholds is MapValue map ? map : Value.EmptyMap),
        };
    }

    private static List<Value> ReadLines(string path, string file, int line, Func<string, string, int, string> readFile)
    {
        var cases = new List<Value>();
        int number = 0;
        foreach (string text in readFile(path, file, line).Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text))
            {
                cases.Add(ParseLine(text, path, number));
            }
        }

        return cases.Count > 0 ? cases : throw new TactusException(WrongDataset, $"the dataset '{path}' is empty", "write one JSON object on each line", path);
    }

    private static Value ParseLine(string text, string path, int number)
    {
        try
        {
            return ValueJson.Parse(text);
        }
        catch (ValueFormatException error)
        {
            throw new TactusException(WrongDataset, $"the line is no JSON: {error.Message}", "write one JSON object on each line", path, number, inner: error);
        }
    }

    private static CasePlan CaseOf(Value value, int index, string file, int line)
    {
        if (value is not MapValue map)
        {
            throw new TactusException(WrongDataset, $"case {index + 1} of the dataset is no object", "write {\"name\": …, \"inputs\": {…}, \"expected_output\": …}", file, line);
        }

        // The dialect has both spellings.
        var entries = new List<(string, Value)>();
        foreach ((string key, string other) in new[] { ("name", "name"), ("inputs", "input"), ("expected_output", "expected"), ("metadata", "metadata") })
        {
            if (map.TryGet(key, out Value? found) || map.TryGet(other, out found))
            {
                entries.Add((key, found));
            }
        }

        if (map.TryGet("inputs", out Value? inputs) && inputs is not MapValue and not ListValue { Items.Count: 0 })
        {
            throw new TactusException(WrongDataset, $"the inputs of case {index + 1} are no object", "write \"inputs\": {…}", file, line);
        }

        return new CasePlan(GuestText.Of(map, "name") is { Length: > 0 } name ? name : $"case {index + 1}", Value.MapOf(entries));
    }

    private static IEnumerable<string> EvaluatorsOf(MapValue declared)
    {
        foreach (MapValue evaluator in declared.TryGet("evaluators", out Value? value) && value is ListValue list ? list.Items.OfType<MapValue>() : [])
        {
            string type = GuestText.Of(evaluator, "type") ?? "?";
            yield return GuestText.Of(evaluator, "name") ?? (GuestText.Of(evaluator, "field") is { } field ? $"{type} {field}" : type);
        }
    }

    private static Thresholds ThresholdsOf(MapValue map) => new()
    {
        MinSuccessRate = Setting(map, Value.EmptyMap, "min_success_rate"),
        MaxCostPerRun = Setting(map, Value.EmptyMap, "max_cost_per_run"),
        MaxDuration = Setting(map, Value.EmptyMap, "max_duration"),
        MaxTokensPerRun = Setting(map, Value.EmptyMap, "max_tokens_per_run"),
    };

    private static double? Setting(MapValue map, MapValue common, string key) =>
        map.TryGet(key, out _) ? GuestText.Number(map, key) : common.TryGet(key, out _) ? GuestText.Number(common, key) : null;

    private static bool IsFalse(MapValue map, string key) => map.TryGet(key, out Value? value) && value is BoolValue { Content: false };
}
