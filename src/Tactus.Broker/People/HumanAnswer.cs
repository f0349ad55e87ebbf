using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary>What a person answered.</summary>
/// <param name="Value">The answer, as its question's type wants it.</param>
/// <param name="AnsweredBy">Who, for the record: <c>ann (terminal)</c>.</param>
public sealed record HumanAnswer(Value Value, string AnsweredBy);
