using Tactus.Broker.Gate;
using Tactus.Broker.Secrets;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Sessions;

/// <summary>Bounds and redacts what a guest says at its end.</summary>
internal static class FinishReader
{
    private const int MaxText = 64 * 1024;
    private const ulong MaxCpuTimeUs = 365UL * 24 * 3600 * 1_000_000;
    private const string UnknownCode = "TAC1301";

    /// <summary>The same message, safe to keep and to show (control characters are the shower's business).</summary>
    /// <exception cref="ConversationException">Its status or its output is malformed.</exception>
    public static FinishRequest Read(FinishRequest sent, Redactor redactor)
    {
        if (sent.Status == FinishRequest.Types.Status.Unspecified || !Enum.IsDefined(sent.Status))
        {
            throw ConversationException.Malformed("the finish has no known status");
        }

        var read = new FinishRequest { Status = sent.Status, Usage = ReadUsage(sent.Usage) };
        if (!sent.Output.IsEmpty)
        {
            Value said = EffectCall.Decode(sent.Output.Span);
            if (sent.Status == FinishRequest.Types.Status.Continued && said is not MapValue)
            {
                throw ConversationException.Malformed("the input of the run that follows is not a map");
            }

            byte[] output = redactor.RedactAndEncode(said);
            read.Output = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(output);
        }

        if (sent.Error is { } error)
        {
            read.Error = new ProcedureError
            {
                Code = ReadCode(error.Code),
                Message = Text(error.Message, redactor),
                Traceback = Text(error.Traceback, redactor),
                Mend = Text(error.Mend, redactor),
                Kind = Text(error.Kind, redactor),
                Column = Math.Min(error.Column, int.MaxValue),
                Location = error.Location is null
                    ? null
                    : new SourceLocation { File = Text(error.Location.File, redactor), Line = Math.Min(error.Location.Line, int.MaxValue) },
            };
        }

        return read;
    }

    // No guest used more of a machine than this; a number beyond it would overflow whoever reckons with it.
    private static GuestUsage? ReadUsage(GuestUsage? sent) => sent is null
        ? null
        : new GuestUsage
        {
            CpuTimeUs = Math.Min(sent.CpuTimeUs, MaxCpuTimeUs),
            LuaPeakBytes = Math.Min(sent.LuaPeakBytes, long.MaxValue),
            Effects = sent.Effects,
        };

    // People and programs look codes up and print them as they are.
    private static string ReadCode(string sent) =>
        sent.Length == 7 && sent.StartsWith("TAC", StringComparison.Ordinal) && sent.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0
            ? sent
            : UnknownCode;

    // Redacted before it is cut, so that the cut leaves no half of a secret behind.
    private static string Text(string text, Redactor redactor)
    {
        string safe = redactor.Redact(text);
        return safe.Length <= MaxText ? safe : string.Concat(safe.AsSpan(0, MaxText), "…");
    }
}
