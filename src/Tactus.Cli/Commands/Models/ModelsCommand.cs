using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tactus.Broker.Secrets;
using Tactus.Cli.Commands.Trusting;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Engine.Models;
using Tactus.Engine.Runs;
using Tactus.Policy.Grants;

namespace Tactus.Cli.Commands.Models;

/// <summary><c>tactus models</c>: providers of models, what a run may ask, and its budget.</summary>
internal static class ModelsCommand
{
    public static Command Create(CliContext context) => new("models", "Providers of models: which there are, whether their keys are there, what a run may ask")
    {
        List(context),
    };

    private static Command List(CliContext context)
    {
        var procedure = new Option<string?>("--procedure") { Description = "With the sidecar of this procedure (default: the project's models)", HelpName = "FILE" };
        var trust = new Option<string[]>("--trust") { Description = "Trust this configuration file for this call only; repeatable", HelpName = "FILE", DefaultValueFactory = _ => [] };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("list", "Providers, the default model, the budget; never a key") { procedure, trust, json };
        context.SetAction(command, json, (parsed, _) =>
        {
            ResolvedConfiguration configuration = new ConfigurationLoader(context.Time).Load(
                context.Engine.Planner.Describe(context.WorkingDirectory, parsed.GetValue(procedure)) with { TrustedForThisRun = parsed.GetValue(trust)! });
            ModelGrant models = configuration.Grant.Models;
            IReadOnlyList<ListedProvider> providers = new ModelDirectory(SecretSources.OfThisProcess()).List(models);
            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer => WriteJson(writer, models, providers));
                return Task.FromResult(ExitCode.Success);
            }

            Print(context.Console, models, providers);
            UntrustedNotes.Print(context.Console, configuration);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Print(CliConsole console, ModelGrant models, IReadOnlyList<ListedProvider> providers)
    {
        var table = new TextTable("PROVIDER", "KIND", "URL", "KEY");
        foreach (ListedProvider listed in providers)
        {
            ModelProvider provider = listed.Provider;
            table.Add(
                listed.Key == ModelKeyState.Missing ? TextStyle.Dim : TextStyle.Plain, provider.Name, Kind(provider), provider.BaseUrl,
                listed.Key == ModelKeyState.None ? "none needed" : $"{listed.KeyName} {Word(listed.Key)}");
        }

        table.Print(console);
        console.Out.WriteLine($"default  {models.Default ?? "none"}");
        console.Out.WriteLine($"allowed  {string.Join(", ", models.Allowed)}");
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"budget   {models.Tokens} tokens{(models.Dollars is { } usd ? $", {usd} USD" : "")}"));
    }

    private static void WriteJson(Utf8JsonWriter writer, ModelGrant models, IReadOnlyList<ListedProvider> providers)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("providers");
        foreach (ListedProvider listed in providers)
        {
            writer.WriteStartObject();
            writer.WriteString("name", listed.Provider.Name);
            writer.WriteString("kind", Kind(listed.Provider));
            writer.WriteString("base_url", listed.Provider.BaseUrl);
            writer.WriteString("key", Word(listed.Key));
            writer.WriteString("key_name", listed.KeyName);
            writer.WriteString("declared", listed.Provider.Provenance.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("default", models.Default);
        writer.WriteStartArray("allow");
        foreach (string pattern in models.Allowed)
        {
            writer.WriteStringValue(pattern);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("budget");
        writer.WriteNumber("tokens", models.Tokens);
        writer.WritePropertyName("usd");
        if (models.Dollars is { } dollars)
        {
            writer.WriteNumberValue(dollars);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Kind(ModelProvider provider) => provider.Kind.ToString().ToLowerInvariant();

    private static string Word(ModelKeyState key) => key.ToString().ToLowerInvariant();
}
