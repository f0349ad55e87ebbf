using Tactus.Policy.Network;
using Tactus.Policy.Templates;

namespace Tactus.Configuration.HostTools;

/// <summary>Holds a URL template to a fixed scheme, host and port, so that no argument can lead it elsewhere.</summary>
internal static class UrlTemplateCheck
{
    /// <summary>Says what is wrong, as the end of a sentence that begins with the key, or null when nothing is.</summary>
    public static string? FindProblem(TemplateText url)
    {
        if (url.Parts is not [TemplatePart.Literal(var start), ..])
        {
            return "must begin with fixed text";
        }

        var length = start.StartsWith("https://", StringComparison.Ordinal) ? 8 : start.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        if (length == 0)
        {
            return "must begin with https:// or http://";
        }

        var end = start.IndexOfAny(['/', '?', '#'], length);
        if (end < 0 && url.Parts.Count > 1)
        {
            return "must end its host and port, as fixed text, before the first placeholder";
        }

        var authority = end < 0 ? start[length..] : start[length..end];
        if (authority.StartsWith('*'))
        {
            return "has a wildcard for its host";
        }

        if (!HostRule.TryParse(authority, out _, out var problem))
        {
            return problem;
        }

        return url.Parts.OfType<TemplatePart.Literal>().Select(part => FindTextProblem(part.Value)).FirstOrDefault(found => found is not null)
            ?? FindDotProblem(end < 0 ? "" : url.Source[end..]);
    }

    private static string? FindTextProblem(string text)
    {
        if (text.Contains('#', StringComparison.Ordinal))
        {
            return "has a fragment, which is never sent";
        }

        return text.All(c => c is > ' ' and < '\u007f' and not ('\\' or '"' or '<' or '>' or '^' or '`' or '{' or '|' or '}'))
            ? null
            : "has a character that must be percent-encoded";
    }

    // A client would resolve "..", and what is sent would not be what is written.
    private static string? FindDotProblem(string rest) =>
        rest.Split('?')[0].Split('/').Any(segment => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..")
            ? "has a \".\" or \"..\" in its path"
            : null;
}
