using Tactus.Language.Running;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Support;

/// <summary>Runs short programs and says in one line how they ended.</summary>
internal static class Outcomes
{
    /// <summary>The output as JSON, or the error's code and message.</summary>
    public static string Of(string source, IEffectChannel? channel = null, bool mock = false)
    {
        StartResponse start = Harness.StartOf(source);
        start.Mock = mock;
        ProcedureOutcome outcome = Harness.Run(start, channel ?? new ScriptedChannel());
        return outcome.Error is { } error ? $"{error.Code} {error.Message} | {error.Mend}" : Value.Decode(outcome.Output.Span).ToString();
    }
}
