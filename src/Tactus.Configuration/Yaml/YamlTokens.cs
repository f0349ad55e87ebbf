using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Tactus.Configuration.Yaml;

/// <summary>The tokens of a text, one ahead.</summary>
/// <remarks>
/// YamlDotNet's scanner, without its parser: the parser compiles a regular expression for tags when it starts, which costs more than reading the
/// files, and tags are refused here anyway.
/// </remarks>
internal sealed class YamlTokens
{
    private readonly Scanner scanner;

    /// <summary>Begins to scan.</summary>
    public YamlTokens(string text)
    {
        scanner = new Scanner(new StringReader(text));
        scanner.MoveNext();
        Next = scanner.Current!;
    }

    /// <summary>The token that comes next; the last one stays.</summary>
    public Token Next { get; private set; }

    /// <summary>Takes the next token.</summary>
    /// <exception cref="YamlException">What comes after it cannot be scanned; <see cref="Next"/> is still the token itself.</exception>
    public Token Take()
    {
        var token = Next;
        if (token is not StreamEnd)
        {
            scanner.MoveNext();
            Next = scanner.Current!;
        }

        return token;
    }

    /// <summary>Takes the next token when it is of a kind.</summary>
    /// <returns>False when it is not, and stays.</returns>
    public bool TryTake<T>()
        where T : Token
    {
        if (Next is not T)
        {
            return false;
        }

        Take();
        return true;
    }
}
