using System.CommandLine;
using System.Reflection;
using Tactus.Cli.Output;
using Tactus.Protocol;

namespace Tactus.Cli.Commands;

/// <summary><c>tactus init</c>: a project with a first procedure.</summary>
internal static class InitCommand
{
    private const string Prefix = "init/";

    public static Command Create(CliContext context)
    {
        var folder = new Argument<string>("DIR") { Description = "Where; made if missing", DefaultValueFactory = _ => "." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("init", "Make a project with a first procedure") { folder, json };
        context.SetAction(command, json, (parsed, _) =>
        {
            string root = parsed.GetValue(folder)!;
            IReadOnlyList<string> written = Write(root, context.WorkingDirectory);
            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, written);
                return Task.FromResult(ExitCode.Success);
            }

            foreach (string name in written)
            {
                context.Console.Out.WriteLine(name);
            }

            context.Console.Note($"next: tactus run {Path.Combine(root == "." ? "" : root, "hello.tac")}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void WriteJson(CliConsole console, IReadOnlyList<string> written) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("written");
        foreach (string name in written)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string[] Write(string root, string workingDirectory)
    {
        Assembly assembly = typeof(InitCommand).Assembly;
        string[] resources = [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string[] targets = [.. resources.Select(name => Path.Combine(root == "." ? "" : root, name[Prefix.Length..]))];
        if (targets.FirstOrDefault(File.Exists) is { } taken)
        {
            throw new TactusException("TAC7004", $"'{taken}' is there already; nothing was written", "name an empty directory", taken);
        }

        foreach ((string resource, string target) in resources.Zip(targets))
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target, workingDirectory))!);
                using Stream source = assembly.GetManifestResourceStream(resource)!;
                using var file = new FileStream(target, FileMode.CreateNew);
                source.CopyTo(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new TactusException("TAC7005", $"'{target}' cannot be written: {error.Message}", "name a directory that you may write", target, inner: error);
            }
        }

        return targets;
    }
}
