using Google.Protobuf;
using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Testing;

/// <summary>Runs a file in test mode, with the steps as the host would send them.</summary>
internal static class TestRun
{
    /// <summary>Goes through steps, each <c>KIND JSON</c>, or <c>custom JSON</c> with text and arguments, and returns what the guest answered.</summary>
    public static MapValue Steps(string source, params string[] steps) => Steps(source, new ScriptedChannel(), mock: true, steps);

    /// <summary>Goes through steps.</summary>
    public static MapValue Steps(string source, ScriptedChannel channel, bool mock, params string[] steps) =>
        Answer(source, channel, mock, Value.MapOf(("scenario", Value.Of("S")), ("steps", Value.ListOf([.. steps.Select(StepOf)]))));

    /// <summary>Runs a case of the first evaluation.</summary>
    public static MapValue Case(string source, string json, ScriptedChannel? channel = null) =>
        Answer(source, channel ?? new ScriptedChannel(), channel is null, Value.MapOf(("evaluation", Value.Of(1)), ("case", ValueJson.Parse(json))));

    /// <summary>The outcome of a run in test mode.</summary>
    public static ProcedureOutcome Outcome(string source, ScriptedChannel channel, bool mock, MapValue test)
    {
        StartResponse start = Harness.StartOf(source);
        start.Mock = mock;
        start.Test = ByteString.CopyFrom(test.Encode());
        return Harness.Run(start, channel);
    }

    /// <summary>What came of the steps: <c>passed, failed: why, skipped</c>.</summary>
    public static string Told(this MapValue answer, string key = "steps")
    {
        answer.TryGet(key, out Value? list).ShouldBeTrue(answer.ToString());
        return string.Join(", ", ((ListValue)list!).Items.Cast<MapValue>().Select(Tell));
    }

    /// <summary>A field at a path such as <c>run.output</c>, as JSON.</summary>
    public static string At(this MapValue answer, string path)
    {
        Value value = answer;
        foreach (string key in path.Split('.'))
        {
            if (value is not MapValue map || !map.TryGet(key, out Value? next))
            {
                return "nothing";
            }

            value = next;
        }

        return value.ToString();
    }

    private static MapValue Answer(string source, ScriptedChannel channel, bool mock, MapValue test)
    {
        ProcedureOutcome outcome = Outcome(source, channel, mock, test);
        outcome.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, outcome.Error?.ToString());
        return (MapValue)Value.Decode(outcome.Output.Span);
    }

    private static Value StepOf(string step)
    {
        string[] parts = step.Split(' ', 2);
        Value arguments = parts.Length == 2 ? ValueJson.Parse(parts[1]) : Value.EmptyMap;
        if (parts[0] != "custom")
        {
            return Value.MapOf(("kind", Value.Of(parts[0])), ("args", arguments));
        }

        var map = (MapValue)arguments;
        map.TryGet("text", out Value? text).ShouldBeTrue();
        return Value.MapOf(("kind", Value.Of("custom")), ("text", text!), ("arguments", map.TryGet("arguments", out Value? list) ? list : Value.EmptyList));
    }

    private static string Tell(MapValue step)
    {
        step.TryGet("status", out Value? status).ShouldBeTrue();
        string told = TextOf(status!);
        return step.TryGet("message", out Value? message) ? $"{told}: {TextOf(message)}" : told;
    }

    private static string TextOf(Value value) => value is BytesValue bytes && bytes.TryGetText(out string text) ? text : value.ToString();
}
