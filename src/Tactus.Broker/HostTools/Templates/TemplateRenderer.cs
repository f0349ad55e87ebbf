using System.Globalization;
using System.Text;
using Tactus.Broker.Gate;
using Tactus.Broker.Secrets;
using Tactus.Policy.Templates;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.Templates;

/// <summary>Puts arguments and secrets into templates. What is put in is never parsed again. Immutable and thread-safe.</summary>
/// <param name="runId">What <c>${run.id}</c> becomes.</param>
/// <param name="workspace">What <c>${workspace}</c> becomes.</param>
/// <param name="secrets">The run's secrets.</param>
internal sealed class TemplateRenderer(string runId, string workspace, RunSecrets secrets)
{
    /// <summary>Renders a template to text.</summary>
    /// <param name="template">The template.</param>
    /// <param name="arguments">The call's arguments, checked.</param>
    /// <param name="encode">What is done to everything that replaces a placeholder; null for nothing.</param>
    /// <exception cref="EffectException">An argument is missing, or is a list or a map (TAC3106).</exception>
    public string Render(TemplateText template, MapValue arguments, Func<string, string>? encode = null)
    {
        if (template.Parts is [TemplatePart.Literal only])
        {
            return only.Value;
        }

        var text = new StringBuilder();
        foreach (TemplatePart part in template.Parts)
        {
            string piece = Resolve(part, arguments);
            text.Append(part is TemplatePart.Literal || encode is null ? piece : encode(piece));
        }

        return text.ToString();
    }

    /// <summary>The text of one part.</summary>
    /// <exception cref="EffectException">As for <see cref="Render"/>.</exception>
    public string Resolve(TemplatePart part, MapValue arguments) => part switch
    {
        TemplatePart.Literal literal => literal.Value,
        TemplatePart.Argument argument => TextOf(argument.Name, arguments),
        TemplatePart.Secret secret => secrets.ValueOf(secret.Name),
        TemplatePart.Workspace => workspace,
        _ => runId,
    };

    /// <summary>An argument that must be one piece of text.</summary>
    private static string TextOf(string name, MapValue arguments)
    {
        if (!arguments.TryGet(name, out Value? value))
        {
            throw new EffectException(
                "TAC3106", EffectErrorKind.Invalid, $"the argument '{name}' is missing, and the tool's request needs it",
                $"give it, or declare a default for '{name}'");
        }

        return value switch
        {
            BytesValue bytes when bytes.TryGetText(out string text) => text,
            IntegerValue number => number.Content.ToString(CultureInfo.InvariantCulture),
            DoubleValue number => number.Content.ToString("R", CultureInfo.InvariantCulture),
            BoolValue flag => flag.Content ? "true" : "false",
            _ => throw new EffectException(
                "TAC3106", EffectErrorKind.Invalid, $"the argument '{name}' must be text, a number or a bool where the tool's request puts it"),
        };
    }
}
