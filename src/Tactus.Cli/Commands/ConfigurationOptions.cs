using System.CommandLine;
using Tactus.Configuration.Loading;
using Tactus.Protocol;

namespace Tactus.Cli.Commands;

/// <summary>The options that say whose configuration a command reads, when it runs no procedure.</summary>
internal sealed class ConfigurationOptions
{
    public Option<string?> Procedure { get; } =
        new("--procedure") { Description = "With the sidecar of this procedure (default: the project's configuration alone)", HelpName = "FILE" };

    public Option<string[]> Trust { get; } =
        new("--trust") { Description = "Trust this configuration file for this call only; repeatable", HelpName = "FILE", DefaultValueFactory = _ => [] };

    public void AddTo(Command command)
    {
        command.Options.Add(Procedure);
        command.Options.Add(Trust);
    }

    /// <summary>Resolves the configuration; wishes of untrusted files do not hold in it.</summary>
    public ResolvedConfiguration Load(CliContext context, ParseResult parsed) => new ConfigurationLoader(context.Time).Load(
        context.Engine.Planner.Describe(context.WorkingDirectory, parsed.GetValue(Procedure)) with { TrustedForThisRun = parsed.GetValue(Trust)! });

    /// <summary>Resolves the configuration, for a command that does what it says.</summary>
    /// <exception cref="TactusException">TAC4030: an untrusted file wants to widen.</exception>
    public ResolvedConfiguration Require(CliContext context, ParseResult parsed)
    {
        ResolvedConfiguration configuration = Load(context, parsed);
        return configuration.UntrustedWidenings is [var wish, ..] ? throw wish.ToException() : configuration;
    }
}
