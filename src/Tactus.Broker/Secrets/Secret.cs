using System.Text;

namespace Tactus.Broker.Secrets;

/// <summary>A secret's name and value. Says only its name when printed.</summary>
public sealed class Secret
{
    /// <summary>Shortest value that is accepted, in bytes: a shorter one cannot be told from ordinary text, so it cannot be redacted.</summary>
    public const int MinBytes = 8;

    internal Secret(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name as <c>${secret:NAME}</c> says it.</summary>
    public string Name { get; }

    internal string Value { get; }

    /// <summary>A secret whose value is at hand.</summary>
    /// <exception cref="Protocol.TactusException">The value is too short (TAC3503).</exception>
    public static Secret Create(string name, string value) =>
        Encoding.UTF8.GetByteCount(value) >= MinBytes
            ? new Secret(name, value)
            : throw new Protocol.TactusException(
                "TAC3503", $"the secret {name} is shorter than {MinBytes} bytes, too short to be recognised and redacted",
                "use a longer value");

    /// <inheritdoc/>
    public override string ToString() => $"[secret {Name}]";
}
