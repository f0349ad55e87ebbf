using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Tactus.Broker.Files.Staging;
using Tactus.Cli.Output;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Questions;

/// <summary>Shows the artifact of a review: as a diff where the question says what it was before; in the person's pager, or plain.</summary>
/// <param name="console">Where it goes.</param>
/// <param name="pager">The value of <c>PAGER</c>, or null.</param>
internal sealed class ArtifactView(CliConsole console, string? pager)
{
    /// <summary>Shows it and returns when the person has seen it.</summary>
    public async Task ShowAsync(Value artifact, string? original, CancellationToken cancellationToken)
    {
        string text = QuestionText.TextOf(artifact);
        if (original is not null)
        {
            text = LineDiff.Unified("before", "after", original, text) is { Length: > 0 } diff ? diff : "(nothing changed)";
        }

        string framed = string.Join('\n', FramedText.Lines(text.TrimEnd('\n'), console.Width));
        if (!await PageAsync(framed, cancellationToken))
        {
            console.Note(framed);
        }
    }

    // The pager's words are split at blanks and started as they are: no shell reads them. It writes to standard output, so it is left out
    // where that is not the terminal.
    private async Task<bool> PageAsync(string text, CancellationToken cancellationToken)
    {
        if (pager?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var program, .. var arguments]
            || !console.IsInTerminal || !console.IsOutTerminal)
        {
            return false;
        }

        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false, RedirectStandardInput = true, StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            })!;
            await FeedAsync(process, text, cancellationToken);
            return true;
        }
        catch (Win32Exception missing)
        {
            console.Note($"tactus: the pager '{SafeText.OneLine(program, 100)}' cannot be started: {missing.Message}", TextStyle.Warning);
            return false;
        }
    }

    private static async Task FeedAsync(Process process, string text, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                await process.StandardInput.WriteAsync(text.AsMemory(), cancellationToken);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // A person who has seen enough leaves before the end.
            }

            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }
}
