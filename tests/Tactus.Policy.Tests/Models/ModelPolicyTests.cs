// Proves that a model is asked only where trusted configuration declares its provider and allows its id, and that the denial holds the YAML that would.
using Tactus.Policy.Grants;
using Tactus.Policy.Models;

namespace Tactus.Policy.Tests.Models;

public sealed class ModelPolicyTests
{
    private static readonly ModelProvider OpenAI = new()
    {
        Name = "openai", Kind = ModelProviderKind.OpenAI, BaseUrl = "https://api.openai.com/v1", Provenance = Provenance.Default,
    };

    [Fact]
    public void The_mock_is_always_there_and_nothing_else()
    {
        Decide(ModelGrant.None, "mock/echo").ShouldBeOfType<ModelDecision.Allowed>().Provider.Kind.ShouldBe(ModelProviderKind.Mock);
        Decide(ModelGrant.None, "openai/gpt-4o").ShouldBeOfType<ModelDecision.Denied>().Rule.ShouldBe("models.providers declares no openai");
    }

    [Theory]
    [InlineData("openai/x", "models:\n  providers: {openai: {api_key: \"${secret:OPENAI_API_KEY}\"}}")]
    [InlineData("anthropic/x", "models:\n  providers: {anthropic: {api_key: \"${secret:ANTHROPIC_API_KEY}\"}}")]
    [InlineData("ollama/x", "models:\n  providers: {ollama: {base_url: \"http://127.0.0.1:11434/v1\"}}")]
    public void A_denial_says_what_would_declare_the_provider(string id, string yaml) =>
        Decide(ModelGrant.None, id).ShouldBeOfType<ModelDecision.Denied>().AllowingYaml.ShouldBe(yaml);

    [Fact]
    public void The_list_of_allowed_models_counts()
    {
        var models = new ModelGrant { Providers = new Dictionary<string, ModelProvider> { ["openai"] = OpenAI }, Allowed = ["openai/gpt-4o*"] };

        Decide(models, "openai/gpt-4o-mini").ShouldBe(new ModelDecision.Allowed(OpenAI));
        var denied = Decide(models, "openai/o3").ShouldBeOfType<ModelDecision.Denied>();
        denied.Rule.ShouldBe("models.allow is [\"openai/gpt-4o*\"] (default)");
        denied.AllowingYaml.ShouldBe("models:\n  allow: [\"openai/gpt-4o*\", \"openai/o3\"]");
    }

    [Fact]
    public void A_declared_mock_counts_before_the_built_in_one()
    {
        var mock = OpenAI with { Name = "mock", Kind = ModelProviderKind.Mock, AnswersJson = "[]" };

        ModelPolicy.FindProvider(new ModelGrant { Providers = new Dictionary<string, ModelProvider> { ["mock"] = mock } }, "mock").ShouldBe(mock);
    }

    private static ModelDecision Decide(ModelGrant models, string id) => ModelPolicy.Decide(GrantOf(models), id);

    private static Grant GrantOf(ModelGrant models) => new()
    {
        Sandbox = null!,
        Permissions = PermissionMode.Edit,
        AllowedTools = [],
        HostTools = new Dictionary<string, HostToolDeclaration>(),
        Models = models,
        Provenance = new Dictionary<string, Provenance>(),
    };
}
