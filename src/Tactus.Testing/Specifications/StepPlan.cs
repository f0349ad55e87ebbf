using Tactus.Protocol.Values;
using Tactus.Testing.Steps;

namespace Tactus.Testing.Specifications;

/// <summary>One step of a scenario, matched.</summary>
/// <param name="Keyword">As it was written, without spaces: <c>Given</c>, <c>And</c>, <c>*</c>.</param>
/// <param name="Text">Its text, with the values of an outline put in.</param>
/// <param name="Line">Its line in the scenario's file.</param>
/// <param name="IsOutcome">True for a <c>Then</c>, and for what goes on from one.</param>
/// <param name="Match">What it means.</param>
/// <param name="Extra">Its doc string or table, for a custom step; null for none.</param>
public sealed record StepPlan(string Keyword, string Text, int Line, bool IsOutcome, StepMatch Match, Value? Extra)
{
    /// <summary>What the guest is told.</summary>
    public MapValue ToValue() => Match.Custom is { } custom
        ? Value.MapOf(("kind", Value.Of("custom")), ("text", Value.Of(custom.Text)), ("arguments", Value.ListOf(Extra is null ? Match.Captures : [.. Match.Captures, Extra])))
        : Value.MapOf(("kind", Value.Of(Match.Kind)), ("args", Match.Arguments));
}
