namespace Tactus.Policy.Orders;

/// <summary>A pattern that stands for names, and can be held against another.</summary>
/// <typeparam name="TSelf">The pattern's own type.</typeparam>
public interface INamePattern<TSelf>
    where TSelf : INamePattern<TSelf>
{
    /// <summary>The pattern as written.</summary>
    string Text { get; }

    /// <summary>Parses a pattern.</summary>
    /// <exception cref="FormatException">It is no pattern; the message is the end of a sentence that begins with the text.</exception>
    static abstract TSelf Parse(string text);

    /// <summary>True when every name that <paramref name="other"/> stands for is one that this pattern stands for.</summary>
    bool Covers(TSelf other);
}
