using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary>A question to a person whose shape was checked. Texts are the procedure's own: make them safe before a terminal sees them.</summary>
public sealed record Question
{
    /// <summary>What it asks for.</summary>
    public required QuestionType Type { get; init; }

    /// <summary>The question in words.</summary>
    public required string Message { get; init; }

    /// <summary>What the person should know besides, or null.</summary>
    public Value? Context { get; init; }

    /// <summary>How long it may wait for an answer; null for ever.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What answers when the time is up; null when that is an error. The value null is a default, too.</summary>
    public Value? Default { get; init; }

    /// <summary>For select and review: what can be chosen; else empty.</summary>
    public IReadOnlyList<QuestionOption> Options { get; init; } = [];

    /// <summary>For select and upload: true when the answer is a list. Default: false.</summary>
    public bool IsMultiple { get; init; }

    /// <summary>For select: the least number of options to choose. Default: 0.</summary>
    public int Min { get; init; }

    /// <summary>For select: the greatest number of options to choose. Default: all.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>For multiple: the questions; else empty.</summary>
    public IReadOnlyList<QuestionItem> Items { get; init; } = [];

    /// <summary>For review: what is to be judged, or null.</summary>
    public Value? Artifact { get; init; }

    /// <summary>For review: what the artifact was before, or null.</summary>
    public string? Original { get; init; }

    /// <summary>For input: an example of an answer, or null.</summary>
    public string? Placeholder { get; init; }

    /// <summary>For upload: endings (<c>.txt</c>) or media types (<c>image/*</c>) that are taken; empty for all.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>For upload: the most bytes of one file; null for any.</summary>
    public long? MaxSize { get; init; }

    /// <summary>For escalate: info, warning, error or critical; else null.</summary>
    public string? Severity { get; init; }

    /// <summary>For custom: the name that its interface knows; else null.</summary>
    public string? ComponentType { get; init; }

    /// <summary>For custom: what its interface works on, or null.</summary>
    public Value? Data { get; init; }
}
