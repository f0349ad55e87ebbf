using System.CommandLine;
using System.Text;
using System.Text.Unicode;
using Tactus.Cli.Commands.Sources;
using Tactus.Cli.Output;
using Tactus.Protocol;
using Tactus.Syntax.Errors;
using Tactus.Syntax.Formatting;
using Tactus.Syntax.Tree;

namespace Tactus.Cli.Commands.Formatting;

/// <summary><c>tactus format</c>: lays procedures out in one way, changing white space and nothing else.</summary>
internal static class FormatCommand
{
    private const string StandardInput = "-";
    private const string InputName = "(standard input)";

    public static Command Create(CliContext context)
    {
        Argument<string[]> files = CommonOptions.Paths("FILE", "Files, directories with all .tac files below them, or - for standard input");
        Option<bool> check = CommonOptions.Flag("--check", "Write nothing; name the files that would change, and exit 1 if there are any");
        Option<bool> toOutput = CommonOptions.Flag("--stdout", "Print the result instead of writing it");
        var command = new Command("format", "Lay procedures out in one way; white space changes and nothing else") { files, check, toOutput };
        context.SetAction(command, json: null, (parsed, cancellationToken) =>
        {
            string[] given = parsed.GetValue(files)!;
            if (parsed.GetValue(check) && parsed.GetValue(toOutput))
            {
                throw new TactusException("TAC7006", "--check and --stdout contradict each other", "give one of them");
            }

            if (given.Contains(StandardInput, StringComparer.Ordinal))
            {
                return Task.FromResult(FormatInput(context, given, parsed.GetValue(check)));
            }

            return Task.FromResult(FormatFiles(context, SourcePaths.Find(given, context.WorkingDirectory), parsed.GetValue(check), parsed.GetValue(toOutput), cancellationToken));
        });
        return command;
    }

    private static int FormatInput(CliContext context, string[] given, bool check)
    {
        if (given.Length > 1)
        {
            throw new TactusException("TAC7006", "'-' and files contradict each other", "give one of them");
        }

        using Stream input = Console.OpenStandardInput();
        byte[] source = SourcePaths.Read(input, StandardInput);
        if (Format(context, InputName, source) is not { } formatted)
        {
            return ExitCode.Usage;
        }

        if (check)
        {
            return formatted.AsSpan().SequenceEqual(source) ? ExitCode.Success : ExitCode.Failed;
        }

        Print(context, InputName, formatted);
        return ExitCode.Success;
    }

    private static int FormatFiles(CliContext context, IReadOnlyList<string> paths, bool check, bool toOutput, CancellationToken cancellationToken)
    {
        bool broken = false;
        bool changed = false;
        foreach (string path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                bool? change = FormatFile(context, path, check, toOutput);
                broken |= change is null;
                changed |= change is true;
            }
            catch (TactusException problem)
            {
                // The other files are none the worse for it.
                context.Report(ErrorReport.Of(problem), json: false);
                broken = true;
            }
        }

        return broken ? ExitCode.Usage : check && changed ? ExitCode.Failed : ExitCode.Success;
    }

    // Whether the file changes; null when it has errors.
    private static bool? FormatFile(CliContext context, string path, bool check, bool toOutput)
    {
        byte[] source = SourcePaths.Read(path, context.WorkingDirectory);
        if (Format(context, path, source) is not { } formatted)
        {
            return null;
        }

        if (toOutput)
        {
            Print(context, path, formatted);
            return false;
        }

        if (formatted.AsSpan().SequenceEqual(source))
        {
            return false;
        }

        if (!check)
        {
            ReplacedFile.Write(Path.GetFullPath(path, context.WorkingDirectory), formatted);
        }

        context.Console.Out.WriteLine(SafeText.Clean(path));
        return true;
    }

    private static void Print(CliContext context, string path, byte[] formatted)
    {
        if (!Utf8.IsValid(formatted))
        {
            throw new TactusException("TAC7034", $"'{path}' holds bytes that are no UTF-8, and standard output takes text", "format the file in place", path);
        }

        context.Console.Out.Write(Encoding.UTF8.GetString(formatted));
    }

    private static byte[]? Format(CliContext context, string path, byte[] source)
    {
        SyntaxTree tree = SyntaxTree.Parse(source);
        foreach (SyntaxError error in tree.Errors)
        {
            context.Report(new ErrorReport("TAC1001", error.Message, path, error.Line, error.Column, error.Mend, Traceback: null), json: false);
        }

        return tree.Errors.Count == 0 ? Formatter.Format(tree) : null;
    }
}
