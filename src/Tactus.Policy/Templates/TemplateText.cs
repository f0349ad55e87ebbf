using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tactus.Policy.Templates;

/// <summary>Text with placeholders, parsed. Immutable and thread-safe.</summary>
/// <remarks>Placeholders never nest, and what replaces one is never parsed again. <c>$${</c> stands for the text <c>${</c>.</remarks>
public sealed class TemplateText
{
    private const int MaxNameLength = 128;

    private TemplateText(string source, IReadOnlyList<TemplatePart> parts)
    {
        Source = source;
        Parts = parts;
    }

    /// <summary>The template as written.</summary>
    public string Source { get; }

    /// <summary>The pieces in order; never two literals in a row.</summary>
    public IReadOnlyList<TemplatePart> Parts { get; }

    /// <summary>True when there is no placeholder.</summary>
    public bool IsLiteral => Parts.All(part => part is TemplatePart.Literal);

    /// <summary>The argument's name when the template is <c>${args.NAME}</c> and nothing else, or null.</summary>
    public string? WholeArgument => Parts is [TemplatePart.Argument argument] ? argument.Name : null;

    /// <summary>Names of the arguments, in order, each once.</summary>
    public IEnumerable<string> Arguments => Parts.OfType<TemplatePart.Argument>().Select(part => part.Name).Distinct();

    /// <summary>Names of the secrets, in order, each once.</summary>
    public IEnumerable<string> Secrets => Parts.OfType<TemplatePart.Secret>().Select(part => part.Name).Distinct();

    /// <summary>Parses a template that has been checked before.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static TemplateText Parse(string source) =>
        TryParse(source, out var template, out var problem) ? template : throw new FormatException(problem);

    /// <summary>Parses a template.</summary>
    /// <param name="source">The text.</param>
    /// <param name="template">The parsed template.</param>
    /// <param name="problem">What is wrong, as one clause.</param>
    public static bool TryParse(
        string source, [NotNullWhen(true)] out TemplateText? template, [NotNullWhen(false)] out string? problem)
    {
        template = null;
        problem = null;
        var parts = new List<TemplatePart>();
        var literal = new StringBuilder();
        var position = 0;
        while (position < source.Length)
        {
            var at = source.IndexOf("${", position, StringComparison.Ordinal);
            if (at < 0)
            {
                literal.Append(source, position, source.Length - position);
                break;
            }

            if (at > position && source[at - 1] == '$')
            {
                literal.Append(source, position, at - position - 1).Append("${");
                position = at + 2;
                continue;
            }

            literal.Append(source, position, at - position);
            var end = source.IndexOf('}', at);
            if (end < 0)
            {
                problem = "\"${\" is not closed by \"}\"; for the text itself write \"$${\"";
                return false;
            }

            if (ReadPlaceholder(source[(at + 2)..end]) is not { } part)
            {
                problem = $"\"{source[at..(end + 1)]}\" is not a placeholder; there are ${{args.NAME}}, ${{secret:NAME}}, ${{workspace}} and ${{run.id}}";
                return false;
            }

            Flush(literal, parts);
            parts.Add(part);
            position = end + 1;
        }

        Flush(literal, parts);
        template = new TemplateText(source, parts);
        return true;
    }

    /// <summary>True when a name may stand in a placeholder: ASCII letters, digits, <c>_</c> and <c>-</c>, at most 128.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static TemplatePart? ReadPlaceholder(string inner)
    {
        const string argumentPrefix = "args.";
        const string secretPrefix = "secret:";
        if (inner.StartsWith(argumentPrefix, StringComparison.Ordinal) && IsName(inner[argumentPrefix.Length..]))
        {
            return new TemplatePart.Argument(inner[argumentPrefix.Length..]);
        }

        if (inner.StartsWith(secretPrefix, StringComparison.Ordinal) && IsName(inner[secretPrefix.Length..]))
        {
            return new TemplatePart.Secret(inner[secretPrefix.Length..]);
        }

        return inner switch
        {
            "workspace" => new TemplatePart.Workspace(),
            "run.id" => new TemplatePart.RunId(),
            _ => null,
        };
    }

    private static void Flush(StringBuilder literal, List<TemplatePart> parts)
    {
        if (literal.Length > 0)
        {
            parts.Add(new TemplatePart.Literal(literal.ToString()));
            literal.Clear();
        }
    }
}
