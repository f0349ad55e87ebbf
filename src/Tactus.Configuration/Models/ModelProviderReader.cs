using Tactus.Configuration.HostTools;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Models;

namespace Tactus.Configuration.Models;

/// <summary>Reads the declaration of one provider of models.</summary>
internal static class ModelProviderReader
{
    /// <summary>The prefix of every such key.</summary>
    public const string Prefix = "models.providers.";

    private const string OpenAI = "openai";
    private const string Anthropic = "anthropic";

    /// <summary>Reads a declaration.</summary>
    /// <returns>The declaration, or null after problems were reported.</returns>
    public static ModelProvider? Read(ReadContext context, string key, YamlNode node, YamlMark mark)
    {
        var before = context.Problems.Problems.Count;
        var name = key[Prefix.Length..];
        if (ModelName.FindProviderProblem(name) is { } problem)
        {
            Report(context, $"models.providers: \"{name}\" {problem}.", mark, "Choose a name such as openai or ollama.");
        }

        if (SectionReader.Open(context, KeyNode.Root.Find("models")!.Find("providers")!.Find(name)!, key, node, "{} takes the defaults.") is not { } section)
        {
            return null;
        }

        var kind = (ModelProviderKind?)section.Scalar("kind", ScalarReader.ReadChoice) ?? KindOf(name);
        RefuseForeignKeys(context, section, kind);
        var provider = new ModelProvider
        {
            Name = name,
            Kind = kind,
            BaseUrl = kind == ModelProviderKind.Mock ? "" : ReadBaseUrl(context, section, name, kind, mark),
            ApiKey = ReadApiKey(context, section),
            Organization = section.Find("organization") is null ? null : section.Text("organization", ""),
            Headers = HeadersReader.Read(context, section, new TemplateReader(context, ArgumentReader.None), TemplatePlace.Key),
            Timeout = (TimeSpan)section.Scalar("timeout", ScalarReader.ReadDuration)!,
            IdleTimeout = (TimeSpan)section.Scalar("idle_timeout", ScalarReader.ReadDuration)!,
            Retries = (int)(long)section.Scalar("retries", ScalarReader.ReadInteger)!,
            AnswersJson = MockAnswersReader.Read(context, section),
            Provenance = context.At(mark),
        };
        return context.Problems.Problems.Count == before ? provider : null;
    }

    private static ModelProviderKind KindOf(string name) => name switch
    {
        Anthropic => ModelProviderKind.Anthropic,
        ModelPolicy.MockProvider => ModelProviderKind.Mock,
        _ => ModelProviderKind.OpenAI,
    };

    // A key that does nothing for a kind would be a wish that nobody hears.
    private static void RefuseForeignKeys(ReadContext context, SectionReader section, ModelProviderKind kind)
    {
        string[] foreign = kind switch
        {
            ModelProviderKind.Mock => ["base_url", "api_key", "organization", "headers"],
            ModelProviderKind.Anthropic => ["organization", "answers", "answers_file"],
            _ => ["answers", "answers_file"],
        };
        foreach (var entry in foreign.Select(section.Find).OfType<YamlEntry>())
        {
            Report(context, $"{section.PathOf(entry.Key)} means nothing to a provider of this kind ({kind.ToString().ToLowerInvariant()}).", entry.Mark, "Remove the line, or choose another kind.");
        }
    }

    private static string ReadBaseUrl(ReadContext context, SectionReader section, string name, ModelProviderKind kind, YamlMark mark)
    {
        if (section.Find("base_url") is not { } entry)
        {
            if (kind == ModelProviderKind.OpenAI && name != OpenAI)
            {
                Report(context, $"{section.PathOf("base_url")} is missing.", mark, "Say where it is asked, for instance http://127.0.0.1:11434/v1.");
            }

            return kind == ModelProviderKind.Anthropic ? "https://api.anthropic.com" : "https://api.openai.com/v1";
        }

        if (ScalarReader.ReadText(context, section.PathOf("base_url"), entry.Value) is not { } text)
        {
            return "";
        }

        var isRight = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            && url is { Host.Length: > 0, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
            && !text.Contains("${", StringComparison.Ordinal);
        if (!isRight)
        {
            context.Problems.Add(
                ProblemCodes.WrongUrl, $"{section.PathOf("base_url")} must be an absolute http or https URL without user, query, fragment and placeholders.", entry.Value.Mark,
                "Write for instance http://127.0.0.1:11434/v1.");
        }

        return text.TrimEnd('/');
    }

    private static string? ReadApiKey(ReadContext context, SectionReader section)
    {
        if (section.Find("api_key") is not { } entry)
        {
            return null;
        }

        var template = new TemplateReader(context, ArgumentReader.None).Read(section.PathOf("api_key"), entry.Value, TemplatePlace.Key);
        if (template is not null && !template.Secrets.Any())
        {
            Report(context, $"{section.PathOf("api_key")} is written out.", entry.Value.Mark, "Write ${secret:NAME}: what stands in a file is not known as a secret, and is not redacted.");
        }

        return template?.Source;
    }

    private static void Report(ReadContext context, string message, YamlMark mark, string mend) =>
        context.Problems.Add(ProblemCodes.WrongProvider, message, mark, mend);
}
