using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Configuration.Explaining;
using Tactus.Configuration.Loading;
using Tactus.Configuration.Schemas;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Configuration;

/// <summary><c>tactus config</c>: the resolved configuration, where it comes from, whether it is right, and its schema.</summary>
internal static class ConfigCommand
{
    public static Command Create(CliContext context) => new("config", "The resolved configuration, and where each leaf comes from")
    {
        Show(context),
        Explain(context),
        Validate(context),
        Schema(context),
    };

    private static Option<string?> ProcedureOption() =>
        new("--procedure") { Description = "With the sidecar and the project of this procedure (default: the current directory's)", HelpName = "FILE" };

    private static ResolvedConfiguration Load(CliContext context, string? procedure) =>
        new ConfigurationLoader(context.Time).Load(context.Engine.Planner.Describe(context.WorkingDirectory, procedure));

    private static Command Show(CliContext context)
    {
        Option<string?> procedure = ProcedureOption();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("show", "Every leaf and its value") { procedure, json };
        context.SetAction(command, json, (parsed, _) =>
        {
            IReadOnlyList<ExplainedSetting> settings = ConfigurationExplainer.Explain(Load(context, parsed.GetValue(procedure)));
            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer =>
                {
                    writer.WriteStartObject();
                    foreach (ExplainedSetting setting in settings)
                    {
                        writer.WriteString(setting.Key, setting.Value);
                    }

                    writer.WriteEndObject();
                });
                return Task.FromResult(ExitCode.Success);
            }

            foreach (ExplainedSetting setting in settings)
            {
                context.Console.Out.WriteLine($"{setting.Key}: {SafeText.OneLine(setting.Value, 500)}");
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Command Explain(CliContext context)
    {
        var key = new Argument<string?>("KEY") { Description = "A key or a section, for instance sandbox.limits (default: everything)", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> procedure = ProcedureOption();
        Option<bool> risk = CommonOptions.Flag("--risk", "What each value gives away");
        Option<bool> json = CommonOptions.Json();
        var command = new Command("explain", "Where each leaf comes from, what it is for, what it risks") { key, procedure, risk, json };
        context.SetAction(command, json, (parsed, _) =>
        {
            ResolvedConfiguration configuration = Load(context, parsed.GetValue(procedure));
            IReadOnlyList<ExplainedSetting> settings = ConfigurationExplainer.Explain(configuration, parsed.GetValue(key));
            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, settings);
            }
            else
            {
                Print(context.Console, settings, parsed.GetValue(risk), parsed.GetValue(key) is not null);
            }

            foreach (UntrustedWidening wish in configuration.UntrustedWidenings)
            {
                context.Console.Note($"not in force: {SafeText.Clean(wish.What)} ({SafeText.Clean(wish.File.DisplayPath)}:{wish.Line} is not trusted)", TextStyle.Warning);
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Print(CliConsole console, IReadOnlyList<ExplainedSetting> settings, bool risk, bool detailed)
    {
        TextTable table = risk ? new TextTable("KEY", "VALUE", "FROM", "RISK", "WHAT IT GIVES AWAY") : new TextTable("KEY", "VALUE", "FROM");
        foreach (ExplainedSetting setting in settings)
        {
            string value = SafeText.OneLine(setting.Value, 60);
            if (risk)
            {
                table.Add(setting.Key, value, setting.Provenance.ToString(), setting.Risk.Level.ToString().ToLowerInvariant(), setting.Risk.Sentence);
            }
            else
            {
                table.Add(setting.Key, value, setting.Provenance.ToString());
            }
        }

        table.Print(console);
        if (detailed && settings is [var only])
        {
            console.Out.WriteLine();
            console.Out.WriteLine(only.Summary);
            console.Out.WriteLine($"default: {only.Default ?? "none"}");
            if (only.Widens.Length > 0)
            {
                console.Out.WriteLine($"needs trust: {only.Widens}");
            }
        }
    }

    private static void WriteJson(CliConsole console, IReadOnlyList<ExplainedSetting> settings) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        foreach (ExplainedSetting setting in settings)
        {
            writer.WriteStartObject(setting.Key);
            writer.WriteString("value", setting.Value);
            writer.WriteString("from", setting.Provenance.ToString());
            writer.WriteString("default", setting.Default);
            writer.WriteString("summary", setting.Summary);
            writer.WriteString("risk", setting.Risk.Level.ToString().ToLowerInvariant());
            writer.WriteString("gives_away", setting.Risk.Sentence);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    private static Command Validate(CliContext context)
    {
        Option<string?> procedure = ProcedureOption();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("validate", "Everything that is wrong in the configuration files") { procedure, json };
        context.SetAction(command, json, (parsed, _) =>
        {
            IReadOnlyList<TactusException> problems =
                new ConfigurationLoader(context.Time).Validate(context.Engine.Planner.Describe(context.WorkingDirectory, parsed.GetValue(procedure)));
            return Task.FromResult(ProblemList.Print(context.Console, problems, parsed.GetValue(json), "valid"));
        });
        return command;
    }

    private static Command Schema(CliContext context)
    {
        var command = new Command("schema", "The JSON schema of configuration files, for editors");
        context.SetAction(command, json: null, (_, _) =>
        {
            context.Console.Out.WriteLine(ConfigurationSchema.ToJsonSchema());
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
