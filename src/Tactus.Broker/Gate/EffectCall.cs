using System.Security.Cryptography;
using System.Text;
using Tactus.Broker.Branches;
using Tactus.Journal;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Gate;

/// <summary>What a guest asks for, parsed and bounded, not yet judged.</summary>
public sealed record EffectCall
{
    private const int MaxKindLength = 64;
    private const int MaxNameLength = 4096;
    private const int MaxFileLength = 1024;

    /// <summary>Where it stands in the run.</summary>
    public required EntryKey Key { get; init; }

    /// <summary>Kind of effect.</summary>
    public required string Kind { get; init; }

    /// <summary>Name within the kind; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments.</summary>
    public required MapValue Arguments { get; init; }

    /// <summary>SHA-256 of the arguments' bytes as they came.</summary>
    public required byte[] ArgumentsHash { get; init; }

    /// <summary>The value of a checkpoint, or how a branch ended; else null.</summary>
    public Value? Recorded { get; init; }

    /// <summary>File of the call, or empty.</summary>
    public string SourceFile { get; init; } = "";

    /// <summary>Line of the call; 0 when unknown.</summary>
    public int SourceLine { get; init; }

    /// <summary>Attempt, counted from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Names this effect for ever, wherever it is repeated: 32 hexadecimal digits from run, branch and position.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Parses a request.</summary>
    /// <exception cref="ConversationException">A field is malformed or out of its bounds.</exception>
    public static EffectCall Parse(PerformRequest request, string runId)
    {
        EntryKey key = ParseKey(request.Key, leastPosition: 1);
        if (request.Kind.Length is 0 or > MaxKindLength || request.Name.Length > MaxNameLength)
        {
            throw ConversationException.Malformed("kind or name is empty or too long");
        }

        if (request.Attempt > int.MaxValue || request.Location?.File.Length > MaxFileLength || request.Location?.Line > int.MaxValue)
        {
            throw ConversationException.Malformed("attempt or location is out of range");
        }

        return new EffectCall
        {
            Key = key,
            Kind = request.Kind,
            Name = request.Name,
            Arguments = DecodeArguments(request.Arguments.Span),
            ArgumentsHash = SHA256.HashData(request.Arguments.Span),
            Recorded = request.Recorded.IsEmpty ? null : Decode(request.Recorded.Span),
            SourceFile = request.Location?.File ?? "",
            SourceLine = (int)(request.Location?.Line ?? 0),
            Attempt = Math.Max(1, (int)request.Attempt),
            IdempotencyKey = DeriveKey(runId, key),
        };
    }

    /// <summary>Refuses arguments, for a kind that takes none.</summary>
    /// <param name="code">The code of the refusal.</param>
    /// <exception cref="EffectException">There are some.</exception>
    public void RequireNoArguments(string code)
    {
        if (Arguments.Count != 0)
        {
            throw new EffectException(code, EffectErrorKind.Invalid, $"{Kind} takes no arguments");
        }
    }

    /// <summary>Parses where an effect or an event stands.</summary>
    /// <exception cref="ConversationException">It is missing or malformed.</exception>
    internal static EntryKey ParseKey(EffectKey? key, ulong leastPosition)
    {
        if (key is null || key.Position < leastPosition || key.Position > long.MaxValue || !BranchPath.IsValid(key.Branch))
        {
            throw ConversationException.Malformed("branch or position is missing or malformed");
        }

        return new EntryKey(key.Branch, (long)key.Position);
    }

    /// <summary>Decodes a value from the guest.</summary>
    /// <exception cref="ConversationException">It is no value, or breaks a limit.</exception>
    internal static Value Decode(ReadOnlySpan<byte> encoded)
    {
        try
        {
            return Value.Decode(encoded);
        }
        catch (ValueFormatException error)
        {
            throw ConversationException.Malformed($"a value is malformed: {error.Message}");
        }
    }

    private static MapValue DecodeArguments(ReadOnlySpan<byte> encoded) =>
        encoded.IsEmpty
            ? Value.EmptyMap
            : Decode(encoded) as MapValue ?? throw ConversationException.Malformed("the arguments are not a map");

    internal static string DeriveKey(string runId, EntryKey key)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"tactus\0{runId}\0{key.Branch}\0{key.Position}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }
}
