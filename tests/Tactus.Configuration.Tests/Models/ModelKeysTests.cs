// Proves that models are read in full, that only trusted files widen what a run may ask and spend, and that a budget survives being recorded.
using Tactus.Configuration.Explaining;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Loading;
using Tactus.Configuration.Tests.Support;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.Tests.Models;

public sealed class ModelKeysTests : IDisposable
{
    private const string Whole =
        """
        models:
          default: openai/gpt-4o-mini
          allow: ["openai/*", ollama/llama3]
          providers:
            openai: {api_key: "${secret:OPENAI_API_KEY}", organization: org, headers: {X-Team: blue}, timeout: 90s, idle_timeout: 5s, retries: 0}
            anthropic: {api_key: "${secret:ANTHROPIC_API_KEY}"}
            ollama: {base_url: "http://127.0.0.1:11434/v1/"}
            proxy: {kind: anthropic, base_url: "https://proxy.example/claude"}
            mock: {answers: [{text: hi, usage: {input_tokens: 1}}]}
          budget: {tokens: 2000, usd: 1.5}
          prices:
            "ollama/*": {input: 0, output: 0}
            openai/gpt-4.1: {input: 2, output: 8, cached_input: 0.5}
        """;

    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Everything_is_read()
    {
        var models = home.WithUser(Whole).Load().Grant.Models;

        models.Default.ShouldBe("openai/gpt-4o-mini");
        models.Allowed.ShouldBe(["openai/*", "ollama/llama3"]);
        (models.Tokens, models.Dollars).ShouldBe((2000, 1.5));
        models.Prices["ollama/*"].ShouldBe(new ModelPrice(0, 0, 0));
        models.Prices["openai/gpt-4.1"].ShouldBe(new ModelPrice(2, 8, 0.5));
        var openai = models.Providers["openai"];
        (openai.Kind, openai.BaseUrl, openai.ApiKey, openai.Organization).ShouldBe((ModelProviderKind.OpenAI, "https://api.openai.com/v1", "${secret:OPENAI_API_KEY}", "org"));
        (openai.Timeout, openai.IdleTimeout, openai.Retries).ShouldBe((TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(5), 0));
        openai.Headers.ShouldBe(new Dictionary<string, string> { ["X-Team"] = "blue" });
        (models.Providers["anthropic"].Kind, models.Providers["anthropic"].BaseUrl).ShouldBe((ModelProviderKind.Anthropic, "https://api.anthropic.com"));
        (models.Providers["ollama"].Kind, models.Providers["ollama"].BaseUrl, models.Providers["ollama"].ApiKey).ShouldBe((ModelProviderKind.OpenAI, "http://127.0.0.1:11434/v1", null));
        models.Providers["ollama"].Retries.ShouldBe(2);
        models.Providers["proxy"].Kind.ShouldBe(ModelProviderKind.Anthropic);
        models.Providers["mock"].AnswersJson.ShouldBe("""[{"text":"hi","usage":{"input_tokens":1}}]""");
    }

    [Fact]
    public void The_defaults_ask_nothing_but_the_mock()
    {
        var models = home.Load().Grant.Models;

        models.Providers.ShouldBeEmpty();
        models.Default.ShouldBeNull();
        models.Allowed.ShouldBe(["*"]);
        (models.Tokens, models.Dollars).ShouldBe((1_000_000, null));
    }

    [Theory]
    [InlineData("models: {providers: {openai: {api_key: sk-123456789}}}", "TAC4027", "written out")]
    [InlineData("models: {providers: {ollama: {}}}", "TAC4027", "base_url is missing")]
    [InlineData("models: {providers: {a.b: {base_url: \"http://x/v1\"}}}", "TAC4027", "must begin with")]
    [InlineData("models: {providers: {x: {base_url: \"ftp://x/v1\"}}}", "TAC4020", "http or https")]
    [InlineData("models: {providers: {x: {base_url: \"https://u:p@x/v1\"}}}", "TAC4020", "without user")]
    [InlineData("models: {providers: {x: {base_url: \"https://x/${secret:K}\"}}}", "TAC4020", "placeholders")]
    [InlineData("models: {providers: {mock: {api_key: \"${secret:K}\"}}}", "TAC4027", "means nothing")]
    [InlineData("models: {providers: {openai: {answers: [{text: x}]}}}", "TAC4027", "means nothing")]
    [InlineData("models: {providers: {anthropic: {organization: x}}}", "TAC4027", "means nothing")]
    [InlineData("models: {providers: {mock: {answers: hi}}}", "TAC4013", "a list of maps")]
    [InlineData("models: {providers: {mock: {answers: [{text: x}], answers_file: x.yml}}}", "TAC4027", "both there")]
    [InlineData("models: {providers: {mock: {answers_file: /etc/hostname}}}", "TAC4027", "relative path")]
    [InlineData("models: {providers: {mock: {answers_file: ../x.yml}}}", "TAC4027", "relative path")]
    [InlineData("models: {providers: {mock: {answers_file: x.yml}}}", "TAC4027", "cannot be read")]
    [InlineData("models: {providers: {openai: {headers: {Host: x}}}}", "TAC4025", "may not be set")]
    [InlineData("models: {providers: {openai: {headers: {A: \"${args.x}\"}}}}", "TAC4017", "an argument")]
    [InlineData("models: {providers: {openai: {wish: 1}}}", "TAC4012", "wish")]
    [InlineData("models: {providers: {openai: x}}", "TAC4013", "a map")]
    [InlineData("models: {allow: [\"open*ai/x\"]}", "TAC4026", "at its end")]
    [InlineData("models: {prices: {openai/x: {input: 1}}}", "TAC4026", "output is missing")]
    [InlineData("models: {prices: {x: {input: 1, output: 1}}}", "TAC4026", "provider and a model")]
    [InlineData("models: {prices: {openai/x: 7}}", "TAC4013", "a map")]
    public void What_is_wrong_is_an_error(string yaml, string code, string says)
    {
        var problem = Problem.Of(() => home.WithUser(yaml).Load());

        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain(says);
    }

    [Fact]
    public void Answers_may_stand_in_a_file_beside_the_one_that_names_it()
    {
        home.Write(Path.Combine(Path.GetDirectoryName(home.Sidecar)!, "script.yml"), "- {text: hi}\n");
        var configuration = home.WithSidecar("models: {providers: {mock: {answers_file: script.yml}}}").Load();

        configuration.Trusting(configuration.Files[0]).Grant.Models.Providers["mock"].AnswersJson.ShouldBe("""[{"text":"hi"}]""");
    }

    [Theory]
    [InlineData("models: {providers: {openai: {}}}", "models.providers.openai")]
    [InlineData("models: {prices: {\"*\": {input: 0, output: 0}}}", "models.prices.*")]
    [InlineData("models: {allow: [\"openai/*\", \"anthropic/*\"]}", "models.allow")]
    [InlineData("models: {budget: {tokens: 3000}}", "models.budget.tokens")]
    [InlineData("models: {budget: {usd: 2}}", "models.budget.usd")]
    public void An_untrusted_file_cannot_widen(string yaml, string key)
    {
        home.WithUser("models: {allow: [\"openai/*\"], budget: {tokens: 2000, usd: 1}}").WithSidecar(yaml);

        home.Load().UntrustedWidenings.ShouldHaveSingleItem().Key.ShouldBe(key);
    }

    [Fact]
    public void An_untrusted_file_can_narrow()
    {
        home.WithUser("models: {allow: [\"openai/*\"], budget: {tokens: 2000}}")
            .WithSidecar("models: {default: openai/gpt-4o, allow: [openai/gpt-4o], budget: {tokens: 1000, usd: 1}}");

        var configuration = home.Load();

        configuration.UntrustedWidenings.ShouldBeEmpty();
        var models = configuration.Grant.Models;
        (models.Default, models.Allowed.Single(), models.Tokens, models.Dollars).ShouldBe(("openai/gpt-4o", "openai/gpt-4o", 1000, 1.0));
    }

    [Fact]
    public void A_ceiling_holds_where_nobody_set_a_limit()
    {
        home.WithUser("ceiling: {models: {budget: {usd: 5, tokens: 100}, allow: [\"openai/*\"]}}");

        var models = home.Load().Grant.Models;

        (models.Dollars, models.Tokens).ShouldBe((5.0, 100));
        models.Allowed.ShouldBe(["openai/*"]);
    }

    [Fact]
    public void A_recorded_budget_is_not_exceeded_later()
    {
        var recorded = new RecordedSettings(
            new Dictionary<string, string> { ["models.budget.usd"] = "1", ["models.budget.tokens"] = "50", ["models.allow"] = "[\"openai/*\"]" }, RestoresEnvironment: true, []);
        home.WithUser(Whole.Replace("allow: [\"openai/*\", ollama/llama3]", "allow: [\"*\"]", StringComparison.Ordinal));

        var models = new ConfigurationLoader(TimeProvider.System).Load(home.Request with { Recorded = recorded }).Grant.Models;

        (models.Dollars, models.Tokens).ShouldBe((1.0, 50));
        models.Allowed.ShouldBe(["openai/*"]);
        models.Providers.ShouldBeEmpty("the run was granted none");
        models.Prices.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("openai: {base_url: \"http://far.example/v1\", api_key: \"${secret:K}\"}", RiskLevel.High)]
    [InlineData("openai: {base_url: \"http://127.0.0.1/v1\", api_key: \"${secret:K}\"}", RiskLevel.Medium)]
    [InlineData("openai: {}", RiskLevel.Medium)]
    [InlineData("mock: {answers: [{text: x}]}", RiskLevel.Low)]
    public void The_risk_of_a_provider_is_told(string provider, RiskLevel risk)
    {
        var configuration = home.WithUser($"models: {{providers: {{{provider}}}}}").Load();

        ConfigurationExplainer.Explain(configuration, "models.providers").ShouldHaveSingleItem().Risk.Level.ShouldBe(risk);
    }
}
