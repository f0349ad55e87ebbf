using System.CommandLine;
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

    /// <summary>How the guest is confined, and what is trusted.</summary>
    public GrantOptions Grant { get; } = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(File);
        command.Options.Add(Parameters);
        command.Options.Add(Input);
        Grant.AddTo(command);
        command.Options.Add(Grant.Timeout);
    }

    /// <summary>The request that these options make.</summary>
    /// <exception cref="TactusException">TAC7006: two options contradict each other. TAC7007: the input is no JSON object.</exception>
    public async Task<RunRequest> ReadAsync(ParseResult parsed, string workingDirectory, CancellationToken cancellationToken)
    {
        RunRequest request = Grant.RequestFor(parsed, parsed.GetValue(File)!, workingDirectory);
        return request with
        {
            Parameters = KeyValueOption.Read(parsed, Parameters), Input = await ReadInputAsync(parsed.GetValue(Input), cancellationToken),
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
