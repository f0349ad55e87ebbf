using Tactus.Models.Requests;
using System.Text;

namespace Tactus.Models.Budgets;

/// <summary>Guesses how many tokens a text is, before or without a provider that counts.</summary>
/// <remarks>Three bytes of UTF-8 a token, and four tokens around each message: English has four bytes a token or more, so a call is
/// rather refused too early than too late.</remarks>
internal static class TokenEstimate
{
    private const int BytesPerToken = 3;
    private const int TokensPerMessage = 4;

    /// <summary>Tokens of a text.</summary>
    public static long Of(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;

    /// <summary>Tokens of a request.</summary>
    public static long Of(ChatRequest request) =>
        request.Messages.Sum(message => TokensPerMessage + Of(message.Content) + Of(message.Name ?? "") + message.ToolCalls.Sum(call => Of(call.Name) + OfBytes(call.Arguments.Encode().Length)))
        + request.Tools.Sum(tool => Of(tool.Name) + Of(tool.Description) + OfBytes(tool.Parameters.Encode().Length))
        + (request.Output is { } output ? OfBytes(output.Schema.Encode().Length) : 0);

    private static long OfBytes(long bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}
