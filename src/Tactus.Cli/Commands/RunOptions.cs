using System.CommandLine;
using Tactus.Configuration.Loading;
using Tactus.Engine.Runs;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands;

/// <summary>The options that say what runs and under which grant; <c>run</c>, <c>validate</c> and <c>info</c> share them.</summary>
internal sealed class RunOptions
{
    private const string StandardInput = "-";

    // What a procedure may have in source, its input may have too; an endless pipe is refused before it fills the memory.
    private const int MaxInputBytes = 16 * 1024 * 1024;

    public Argument<string> File { get; } = CommonOptions.Procedure();

    public Option<string[]> Parameters { get; } = KeyValueOption.Create("--param", "An input, typed by the input schema; repeatable");

    public Option<string?> Input { get; } = new("--input") { Description = "The whole input as a JSON object: a file, or - for standard input", HelpName = "FILE.json" };

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
        command.Arguments.Add(File);
        command.Options.Add(Parameters);
        command.Options.Add(Input);
        AddGrantOptionsTo(command);
        command.Options.Add(Timeout);
    }

    public void AddGrantOptionsTo(Command command)
    {
        command.Options.Add(Sandbox);
        command.Options.Add(NoSandbox);
        command.Options.Add(Driver);
        command.Options.Add(Trust);
    }

    /// <summary>The request that these options make.</summary>
    /// <exception cref="TactusException">TAC7006: two options contradict each other. TAC7007: the input is no JSON object.</exception>
    public async Task<RunRequest> ReadAsync(ParseResult parsed, string workingDirectory, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Sandbox) && parsed.GetValue(NoSandbox))
        {
            throw new TactusException("TAC7006", "--sandbox and --no-sandbox contradict each other", "give one of them");
        }

        bool none = DriverOption.IsNone(parsed.GetValue(Driver));
        if (parsed.GetValue(NoSandbox) && parsed.GetValue(Driver) is { } confining && !none)
        {
            throw new TactusException("TAC7006", $"--no-sandbox and --driver {confining} contradict each other", "give one of them");
        }

        if (parsed.GetValue(Sandbox) && none)
        {
            throw new TactusException("TAC7006", "--sandbox and --driver none contradict each other", "give one of them");
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

        return new RunRequest
        {
            ProcedurePath = parsed.GetValue(File)!,
            WorkingDirectory = workingDirectory,
            Parameters = KeyValueOption.Read(parsed, Parameters),
            Input = await ReadInputAsync(parsed.GetValue(Input), cancellationToken),
            Flags = flags,
            NoSandbox = none || parsed.GetValue(NoSandbox),
            TrustedForThisRun = parsed.GetValue(Trust)!,
        };
    }

    private static async Task<MapValue> ReadInputAsync(string? source, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return Value.EmptyMap;
        }

        try
        {
            // A terminal and a pipe that says nothing cannot be asked to stop: the thread that waits is left behind, and ends with the process.
            byte[] content = await Task.Run(() => ReadContent(source), CancellationToken.None).WaitAsync(cancellationToken);
            return ValueJson.Parse(content) as MapValue
                ?? throw new TactusException("TAC7007", $"the input in '{source}' is JSON, but no object", "write {\"name\": value, …}", source);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ValueFormatException)
        {
            throw new TactusException("TAC7007", $"the input in '{source}' cannot be read: {error.Message}", "name a file that holds one JSON object", source, inner: error);
        }
    }

    private static byte[] ReadContent(string source)
    {
        using Stream stream = source == StandardInput ? Console.OpenStandardInput() : System.IO.File.OpenRead(source);
        using var content = new MemoryStream();
        byte[] buffer = new byte[81920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaxInputBytes)
            {
                throw new ValueFormatException($"it is longer than {MaxInputBytes} bytes");
            }
        }

        return content.Length > 0 ? content.ToArray() : throw new ValueFormatException("it is empty");
    }
}
