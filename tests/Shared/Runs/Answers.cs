using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Tests.Runs;

/// <summary>Reads answers in tests; a wrong kind of answer fails with what it was.</summary>
internal static class Answers
{
    public static Value Value(this PerformResponse response) =>
        response.OutcomeCase == PerformResponse.OutcomeOneofCase.Result
            ? Protocol.Values.Value.Decode(response.Result.Span)
            : throw new InvalidOperationException($"answered with {response.Error?.Code}: {response.Error?.Message}");

    public static EffectError ShouldBeError(this PerformResponse response, string code, string kind)
    {
        response.OutcomeCase.ShouldBe(PerformResponse.OutcomeOneofCase.Error);
        response.Error.Code.ShouldBe(code, response.Error.Message);
        response.Error.Kind.ShouldBe(kind);
        return response.Error;
    }

    public static Value Get(this Value value, string key) => ((MapValue)value).TryGet(key, out Value? found) ? found : throw new KeyNotFoundException(key);

    public static IReadOnlyList<Value> Items(this Value value, string key) => ((ListValue)value.Get(key)).Items;

    public static string Text(this Value value, string key) => value.Get(key).Text();

    public static string Text(this Value value) => ((BytesValue)value).TryGetText(out string text) ? text : throw new InvalidOperationException("not UTF-8");

    public static long Integer(this Value value, string key) => value.Get(key).Integer();

    public static long Integer(this Value value) => ((IntegerValue)value).Content;
}
