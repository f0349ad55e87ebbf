namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>An answer of a <see cref="WireServer"/>.</summary>
/// <param name="Status">Code and phrase.</param>
/// <param name="Headers">Header lines.</param>
/// <param name="Chunks">The body, in the pieces in which it is sent; none may be empty.</param>
internal sealed record WireAnswer(string Status, IReadOnlyList<string> Headers, IReadOnlyList<string> Chunks)
{
    /// <summary>A successful answer of JSON.</summary>
    public static WireAnswer Json(params string[] chunks) => new("200 OK", ["Content-Type: application/json"], chunks);
}
