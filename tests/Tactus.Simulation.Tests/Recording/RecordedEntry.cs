using Google.Protobuf;
using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Simulation.Tests.Recording;

/// <summary>One entry of a history, as its file has it.</summary>
internal sealed record RecordedEntry
{
    /// <summary>Path of the branch.</summary>
    public required string Branch { get; init; }

    /// <summary>Position in it.</summary>
    public required ulong Position { get; init; }

    /// <summary>Kind of effect.</summary>
    public required string Kind { get; init; }

    /// <summary>Name within the kind.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments, for the reader of the file.</summary>
    public required string Arguments { get; init; }

    /// <summary>SHA-256 of their encoding, in hexadecimal: what a replay compares.</summary>
    public required string ArgumentsHash { get; init; }

    /// <summary>File of the call.</summary>
    public required string File { get; init; }

    /// <summary>Line of the call.</summary>
    public required uint Line { get; init; }

    /// <summary>The answer's encoding, in hexadecimal; null for an error.</summary>
    public string? Result { get; init; }

    /// <summary>The error's code, kind, message, and whether it may pass; null for a result.</summary>
    public string[]? Error { get; init; }

    /// <summary>Number of the answer.</summary>
    public required ulong Delivery { get; init; }

    /// <summary>The run's clock at the answer, in nanoseconds since 1970.</summary>
    public required long Clock { get; init; }

    /// <summary>Writes a journal's entry down.</summary>
    public static RecordedEntry From(JournalEntry entry)
    {
        ReplayEntry sent = AnswerMessage.ForReplay(entry);
        return new RecordedEntry
        {
            Branch = entry.Key.Branch,
            Position = (ulong)entry.Key.Position,
            Kind = entry.Kind,
            Name = entry.Name,
            Arguments = Value.Decode(entry.Arguments).ToString(),
            ArgumentsHash = Convert.ToHexStringLower(entry.ArgumentsHash),
            File = entry.SourceFile,
            Line = (uint)entry.SourceLine,
            Result = entry.Result is { } result && entry.Error is null ? Convert.ToHexStringLower(result) : null,
            Error = entry.Error is { } error ? [error.Code, error.Kind, error.Message, error.Retryable ? "retryable" : "final"] : null,
            Delivery = sent.Response.Delivery,
            Clock = sent.Response.ClockUnixNanos,
        };
    }

    /// <summary>The entry as a broker streams it.</summary>
    public ReplayEntry ToReplayEntry()
    {
        var response = new PerformResponse { Delivery = Delivery, ClockUnixNanos = Clock };
        if (Error is { } error)
        {
            response.Error = new EffectError { Code = error[0], Kind = error[1], Message = error[2], Retryable = error[3] == "retryable" };
        }
        else
        {
            response.Result = ByteString.CopyFrom(Convert.FromHexString(Result!));
        }

        return new ReplayEntry
        {
            Key = new EffectKey { Branch = Branch, Position = Position },
            Kind = Kind,
            Name = Name,
            ArgumentsHash = ByteString.CopyFrom(Convert.FromHexString(ArgumentsHash)),
            Location = new SourceLocation { File = File, Line = Line },
            Response = response,
        };
    }
}
