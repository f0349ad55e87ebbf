using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Schemas;
using Tactus.Policy.Templates;

namespace Tactus.Configuration.HostTools;

/// <summary>Reads templates and holds them to what their place allows.</summary>
/// <param name="context">Where problems go.</param>
/// <param name="arguments">The arguments that the tool declares.</param>
internal sealed class TemplateReader(ReadContext context, IReadOnlyDictionary<string, ArgumentSchema> arguments)
{
    /// <summary>Reads a template.</summary>
    /// <returns>The parsed template, or null after a problem was reported.</returns>
    public TemplateText? Read(string key, YamlNode node, TemplatePlace place) =>
        ScalarReader.ReadText(context, key, node) is { } text ? Read(key, text, node.Mark, place) : null;

    /// <summary>Checks a template's text.</summary>
    /// <returns>The parsed template, or null after a problem was reported.</returns>
    public TemplateText? Read(string key, string text, YamlMark mark, TemplatePlace place)
    {
        if (!TemplateText.TryParse(text, out var template, out var problem))
        {
            context.Problems.Add(ProblemCodes.WrongPlaceholder, $"{key}: {problem}.", mark, "Mend the placeholder.");
            return null;
        }

        var isRight = true;
        foreach (var part in template.Parts)
        {
            isRight &= part switch
            {
                TemplatePart.Argument argument => CheckArgument(key, argument.Name, template, mark, place),
                TemplatePart.Secret => place.AllowsSecrets || Refuse(key, "a secret", mark, place, "Put the secret into a header, the body, env or stdin."),
                TemplatePart.Workspace => place.AllowsWorkspace || Refuse(key, "${workspace}", mark, place, "Only exec tools know the workspace's place."),
                _ => true,
            };
        }

        return isRight ? template : null;
    }

    private bool CheckArgument(string key, string name, TemplateText template, YamlMark mark, TemplatePlace place)
    {
        if (!place.AllowsArguments)
        {
            return Refuse(key, "an argument of the call", mark, place, "Write fixed text here.");
        }

        if (!arguments.TryGetValue(name, out var schema))
        {
            var nearest = NearestKey.Find(name, arguments.Keys);
            context.Problems.Add(
                ProblemCodes.UndeclaredArgument,
                $"{key} uses ${{args.{name}}}, which the tool's args do not declare.",
                mark,
                nearest is null ? $"Declare {name} in args." : $"Did you mean ${{args.{nearest}}}?");
            return false;
        }

        if (place.WholeArguments && template.WholeArgument is null)
        {
            context.Problems.Add(
                ProblemCodes.WrongPlaceholder, $"{key}: in {place.Name} ${{args.{name}}} must be the whole text.", mark, "Build the text in the procedure and hand it over as one argument.");
            return false;
        }

        if (place.AllowsAnyType)
        {
            return true;
        }

        if (schema.Type is ArgumentType.Array or ArgumentType.Object or ArgumentType.Any)
        {
            context.Problems.Add(
                ProblemCodes.WrongPlaceholder, $"{key}: {name} may be a list or a map, which {place.Name} cannot hold.", mark, "Give the argument a plain type, or use it in a body.");
            return false;
        }

        if (!schema.Required && schema.DefaultJson is null)
        {
            context.Problems.Add(
                ProblemCodes.WrongPlaceholder, $"{key}: {name} may be missing, and {place.Name} cannot leave it out.", mark, "Make the argument required or give it a default.");
            return false;
        }

        return true;
    }

    private bool Refuse(string key, string what, YamlMark mark, TemplatePlace place, string mend)
    {
        context.Problems.Add(ProblemCodes.WrongPlaceholder, $"{key}: {place.Name} may not hold {what}.", mark, mend);
        return false;
    }
}
