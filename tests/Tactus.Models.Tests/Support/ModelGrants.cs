using Tactus.Policy.Grants;

namespace Tactus.Models.Tests.Support;

/// <summary>Grants in which models may be asked.</summary>
internal static class ModelGrants
{
    private static readonly Provenance s_place = new(ConfigurationLayer.Project, ".tactus/config.yml", 4);

    /// <summary>The defaults with these models, without a workspace and without <c>host.time</c>.</summary>
    public static Grant Of(ModelGrant models) => DefaultGrant.Grant with
    {
        Sandbox = DefaultGrant.Sandbox with { MountCurrentDir = false, Workspace = WorkspaceMode.None },
        AllowedTools = ["host.ping", "host.echo"],
        Models = models,
    };

    public static ModelGrant With(params ModelProvider[] providers) => new() { Providers = providers.ToDictionary(provider => provider.Name) };

    /// <summary>A provider that speaks OpenAI's protocol, with a key.</summary>
    public static ModelProvider OpenAI(string url, string name = "openai") => new()
    {
        Name = name, Kind = ModelProviderKind.OpenAI, BaseUrl = url + "/v1", ApiKey = "${secret:OPENAI_API_KEY}", Provenance = s_place,
        Timeout = SkippingClock.Limit * 2, IdleTimeout = SkippingClock.Limit,
    };

    /// <summary>A provider that speaks Anthropic's protocol, with a key.</summary>
    public static ModelProvider Anthropic(string url) => new()
    {
        Name = "anthropic", Kind = ModelProviderKind.Anthropic, BaseUrl = url, ApiKey = "${secret:ANTHROPIC_API_KEY}", Provenance = s_place,
        Timeout = SkippingClock.Limit * 2, IdleTimeout = SkippingClock.Limit,
    };

    /// <summary>A mock with these answers.</summary>
    public static ModelProvider Mock(string? answers = null) => new()
    {
        Name = "mock", Kind = ModelProviderKind.Mock, BaseUrl = "", AnswersJson = answers, Provenance = s_place,
    };
}
