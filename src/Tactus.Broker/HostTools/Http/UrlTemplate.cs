using System.Text;
using Tactus.Broker.Gate;
using Tactus.Broker.HostTools.Templates;
using Tactus.Policy.Templates;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.Http;

/// <summary>The URL of an http tool: scheme, host and port are fixed text, each placeholder is one percent-encoded component.</summary>
internal sealed class UrlTemplate
{
    private readonly TemplateText _template;
    private readonly TemplateRenderer _renderer;

    /// <summary>Reads the template.</summary>
    /// <exception cref="FormatException">Scheme, host or port are not fixed, or there is a user, a fragment or a dot segment; the message is one clause.</exception>
    public UrlTemplate(string url, TemplateRenderer renderer)
    {
        _template = TemplateText.Parse(url);
        _renderer = renderer;
        string fixedPart = _template.Parts is [TemplatePart.Literal first, ..] ? first.Value : "";
        if (!fixedPart.StartsWith("http://", StringComparison.Ordinal) && !fixedPart.StartsWith("https://", StringComparison.Ordinal))
        {
            throw new FormatException("its url must begin with http:// or https://");
        }

        int authority = fixedPart.IndexOf("//", StringComparison.Ordinal) + 2;
        int end = fixedPart.IndexOfAny(['/', '?'], authority);
        if (end < 0 && _template.Parts.Count > 1)
        {
            throw new FormatException("the host and port of its url must be fixed text");
        }

        string origin = end < 0 ? fixedPart : fixedPart[..end];
        if (origin.AsSpan(authority).ContainsAny('@', '\\') || url.Contains('#', StringComparison.Ordinal)
            || !Uri.TryCreate(origin, UriKind.Absolute, out Uri? parsed))
        {
            throw new FormatException("its url must have a plain host and no user, backslash or fragment");
        }

        // What stands before a placeholder may be the beginning of a segment; that one is judged when it is whole.
        string path = fixedPart[origin.Length..];
        if (HasDotSegment(_template.Parts.Count > 1 ? path[..(path.LastIndexOf('/') + 1)] : path))
        {
            throw new FormatException("the path of its url must hold no '.' or '..' segment");
        }

        Origin = parsed;
    }

    /// <summary>Scheme, host and port.</summary>
    public Uri Origin { get; }

    /// <summary>The URL of one call.</summary>
    /// <exception cref="EffectException">An argument would change the path's shape (TAC3307), or is missing (TAC3106).</exception>
    public Uri Render(MapValue arguments)
    {
        var text = new StringBuilder();
        bool inQuery = false;
        foreach (TemplatePart part in _template.Parts)
        {
            string piece = _renderer.Resolve(part, arguments);
            if (part is TemplatePart.Literal)
            {
                text.Append(piece);
                inQuery |= piece.Contains('?', StringComparison.Ordinal);
                continue;
            }

            // Encoded slashes are decoded by some servers before they resolve dot segments.
            if (!inQuery && (piece.Length == 0 || piece.Split('/', '\\').Any(segment => segment is "." or "..")))
            {
                throw Refused();
            }

            text.Append(Uri.EscapeDataString(piece));
        }

        string url = text.ToString();
        string rendered = url[Origin.GetLeftPart(UriPartial.Authority).Length..];
        if (HasDotSegment(rendered) || !Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)
            || uri.GetLeftPart(UriPartial.Authority) != Origin.GetLeftPart(UriPartial.Authority))
        {
            throw Refused();
        }

        return uri;
    }

    private static bool HasDotSegment(string pathAndQuery)
    {
        int query = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? pathAndQuery : pathAndQuery[..query];
        return path.Split('/').Any(segment => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..");
    }

    private static EffectException Refused() =>
        new(
            "TAC3307", EffectErrorKind.Invalid, "an argument would change the shape of the URL's path",
            "an argument in a path is one component: not empty, and no '.' or '..'");
}
