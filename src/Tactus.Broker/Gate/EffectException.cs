namespace Tactus.Broker.Gate;

/// <summary>An effect that is answered with an error. The gate turns it into an answer and a journal entry.</summary>
public sealed class EffectException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">Stable code, <c>TAC3</c> and three digits.</param>
    /// <param name="kind">One of <see cref="EffectErrorKind"/>.</param>
    /// <param name="message">One sentence without the code.</param>
    /// <param name="mend">What would mend it, or empty.</param>
    /// <param name="retryable">True when the same call may succeed later.</param>
    /// <param name="fatal">True when the run is over whatever the procedure does about it.</param>
    /// <param name="inner">What caused it, or null.</param>
    public EffectException(
        string code, string kind, string message, string mend = "", bool retryable = false, bool fatal = false, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Kind = kind;
        Mend = mend;
        Retryable = retryable;
        Fatal = fatal;
    }

    /// <summary>Stable code.</summary>
    public string Code { get; }

    /// <summary>One of <see cref="EffectErrorKind"/>.</summary>
    public string Kind { get; }

    /// <summary>What would mend it, or empty.</summary>
    public string Mend { get; }

    /// <summary>True when the same call may succeed later.</summary>
    public bool Retryable { get; }

    /// <summary>True when the run is over.</summary>
    public bool Fatal { get; }
}
