using Tactus.Broker.Gate;

namespace Tactus.Models.Failures;

/// <summary>An attempt to ask a model failed. Made by <see cref="ModelFailures"/>.</summary>
public sealed class ModelCallException : Exception
{
    internal ModelCallException(string code, string kind, string message, string mend, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Kind = kind;
        Mend = mend;
    }

    /// <summary>Stable code, <c>TAC38</c> and two digits.</summary>
    public string Code { get; }

    /// <summary>One of <see cref="EffectErrorKind"/>.</summary>
    public string Kind { get; }

    /// <summary>What would mend it, or empty.</summary>
    public string Mend { get; }

    /// <summary>True when the same call may succeed later. Default: false.</summary>
    public bool IsRetryable { get; init; }

    /// <summary>True when the provider has certainly not answered it, or said itself to come again, so that it is asked again here. Default: false.</summary>
    public bool IsSafeToRepeat { get; init; }

    /// <summary>True when it speaks against the provider as a whole. Default: false.</summary>
    public bool IsProviderFailure { get; init; }

    /// <summary>How long the provider asked to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The failure as an effect's error.</summary>
    public EffectException ToEffect() => new(Code, Kind, Message, Mend, IsRetryable, inner: this);
}
