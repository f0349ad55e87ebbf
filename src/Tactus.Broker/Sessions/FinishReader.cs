using Tactus.Broker.Gate;
using Tactus.Broker.Secrets;
using Tactus.Protocol.V1;

namespace Tactus.Broker.Sessions;

/// <summary>Bounds and redacts what a guest says at its end.</summary>
internal static class FinishReader
{
    private const int MaxText = 64 * 1024;

    /// <summary>The same message, safe to keep and to show (control characters are the shower's business).</summary>
    /// <exception cref="ConversationException">Its status or its output is malformed.</exception>
    public static FinishRequest Read(FinishRequest sent, Redactor redactor)
    {
        if (sent.Status == FinishRequest.Types.Status.Unspecified || !Enum.IsDefined(sent.Status))
        {
            throw ConversationException.Malformed("the finish has no known status");
        }

        var read = new FinishRequest { Status = sent.Status, Usage = sent.Usage?.Clone() };
        if (!sent.Output.IsEmpty)
        {
            byte[] output = redactor.RedactAndEncode(EffectCall.Decode(sent.Output.Span));
            read.Output = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(output);
        }

        if (sent.Error is { } error)
        {
            read.Error = new ProcedureError
            {
                Code = Text(error.Code, redactor),
                Message = Text(error.Message, redactor),
                Traceback = Text(error.Traceback, redactor),
                Mend = Text(error.Mend, redactor),
                Kind = Text(error.Kind, redactor),
                Column = error.Column,
                Location = error.Location is null
                    ? null
                    : new SourceLocation { File = Text(error.Location.File, redactor), Line = error.Location.Line },
            };
        }

        return read;
    }

    // Redacted before it is cut, so that the cut leaves no half of a secret behind.
    private static string Text(string text, Redactor redactor)
    {
        string safe = redactor.Redact(text);
        return safe.Length <= MaxText ? safe : string.Concat(safe.AsSpan(0, MaxText), "…");
    }
}
