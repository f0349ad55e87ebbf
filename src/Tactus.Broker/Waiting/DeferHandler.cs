using System.Globalization;
using Tactus.Broker.Gate;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Waiting;

/// <summary><c>run.defer</c>: waits until a moment that the procedure names.</summary>
internal sealed class DeferHandler(TimeProvider clock) : IEffectHandler
{
    private const int MaxText = 1024;

    private static readonly string[] s_formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz"];

    // Nanoseconds since 1970 reach until 2262, and as far back.
    private static readonly DateTimeOffset s_first = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset s_last = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public string Kind => "run.defer";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        string key = Text(call, "key");
        string at = Text(call, "resume_at");
        string reason = Text(call, "reason");
        if (call.Arguments.Count != 3 || call.Name != key)
        {
            throw Wrong("takes key, resume_at and reason, and has the key as its name");
        }

        if (!TryReadMoment(at, out DateTimeOffset due))
        {
            throw Wrong("wants 'resume_at' to be a time with its zone from 1970 until the year 2200: 2030-01-31T09:00:00Z");
        }

        Value answer = Value.MapOf(
            ("completed", Value.True), ("key", Value.Of(key)), ("resume_at", Value.Of(at)), ("reason", Value.Of(reason)));
        return new TimedWait(clock, () => due, answer);
    }

    private static bool TryReadMoment(string text, out DateTimeOffset moment)
    {
        string withOffset = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;
        return DateTimeOffset.TryParseExact(withOffset, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment)
        && moment >= s_first && moment < s_last;
    }

    private static string Text(EffectCall call, string name) =>
        call.Arguments.FindText(name) is { Length: > 0 and <= MaxText } text
            ? text
            : throw Wrong($"needs '{name}', a string of 1 to {MaxText} characters");

    private static EffectException Wrong(string what) => new("TAC3706", EffectErrorKind.Invalid, $"run.defer {what}");
}
