using System.CommandLine;
using Tactus.Configuration.Loading;
using Tactus.Engine.Runs;
using Tactus.Protocol;

namespace Tactus.Cli.Commands;

/// <summary>The options that say how a guest is confined, and which files count as trusted.</summary>
internal sealed class GrantOptions
{
    public Option<bool> Sandbox { get; } = CommonOptions.Flag("--sandbox", "Confine the guest (the default)");

    public Option<bool> NoSandbox { get; } = CommonOptions.Flag("--no-sandbox", "Leave the guest to its own lock-down alone; says so every time");

    public Option<string?> Driver { get; } = DriverOption.Create();

    public Option<string?> Timeout { get; } = new("--timeout") { Description = "Wall clock of this execution, for instance 90s or 5m (default 1h)", HelpName = "90s" };

    public Option<string[]> Trust { get; } = new("--trust")
    {
        Description = "Trust this sidecar or project config, as it is now, for this run only; repeatable", HelpName = "FILE", DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Sandbox);
        command.Options.Add(NoSandbox);
        command.Options.Add(Driver);
        command.Options.Add(Trust);
    }

    /// <summary>True when the guest is left to its own lock-down.</summary>
    public bool IsUnconfined(ParseResult parsed) => parsed.GetValue(NoSandbox) || DriverOption.IsNone(parsed.GetValue(Driver));

    /// <summary>True when a container engine may be asked.</summary>
    public bool MayUseEngine(ParseResult parsed) => DriverOption.MayBeEngine(parsed.GetValue(Driver)) && !parsed.GetValue(NoSandbox);

    /// <summary>What these options set.</summary>
    /// <exception cref="TactusException">TAC7006: two options contradict each other.</exception>
    public IReadOnlyList<FlagSetting> ReadFlags(ParseResult parsed)
    {
        if (parsed.GetValue(Sandbox) && parsed.GetValue(NoSandbox))
        {
            throw Contradiction("--sandbox and --no-sandbox");
        }

        bool none = DriverOption.IsNone(parsed.GetValue(Driver));
        if (parsed.GetValue(NoSandbox) && parsed.GetValue(Driver) is { } confining && !none)
        {
            throw Contradiction($"--no-sandbox and --driver {confining}");
        }

        if (parsed.GetValue(Sandbox) && none)
        {
            throw Contradiction("--sandbox and --driver none");
        }

        List<FlagSetting> flags = [];
        if (parsed.GetValue(Timeout) is { } timeout)
        {
            flags.Add(new FlagSetting("--timeout", "sandbox.timeout", timeout));
        }

        if (none || parsed.GetValue(NoSandbox))
        {
            flags.Add(new FlagSetting(none ? "--driver" : "--no-sandbox", "sandbox.enabled", "false"));
        }

        if (parsed.GetValue(Driver) is { } driver && !none)
        {
            flags.Add(new FlagSetting("--driver", "sandbox.driver", driver));
        }

        return flags;
    }

    /// <summary>A request to run, describe or check a procedure under these options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="procedure">The procedure, as the person named it.</param>
    /// <param name="workingDirectory">Where paths of the command line begin; the workspace.</param>
    /// <exception cref="TactusException">TAC7006: two options contradict each other.</exception>
    public RunRequest RequestFor(ParseResult parsed, string procedure, string workingDirectory) => new()
    {
        ProcedurePath = procedure,
        WorkingDirectory = workingDirectory,
        Flags = ReadFlags(parsed),
        NoSandbox = IsUnconfined(parsed),
        TrustedForThisRun = parsed.GetValue(Trust)!,
    };

    /// <summary>The refusal of two options that exclude each other.</summary>
    public static TactusException Contradiction(string options) => new("TAC7006", $"{options} contradict each other", "give one of them");
}
