using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tactus.Cli.Output;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Runs.Tracing;

/// <summary><c>tactus runs trace</c>: a run's journal, to read or to take elsewhere.</summary>
internal static class RunsTraceCommand
{
    private const string StandardOutput = "-";
    private const string Otlp = "otlp";
    private static readonly string[] s_formats = ["json", Otlp];
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(CliContext context)
    {
        Argument<string> id = CommonOptions.RunId();
        var export = new Option<string?>("--export") { Description = "Write it to a file, or - for standard output", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "Of the export: json, or otlp for OpenTelemetry spans", DefaultValueFactory = _ => s_formats[0] };
        format.AcceptOnlyFromAmong(s_formats);
        Option<bool> json = CommonOptions.Json();
        var command = new Command("trace", "A run's journal: every effect with its place in the source, its time, and who answered") { id, export, format, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            string runId = await RunIds.ResolveAsync(context.Store, parsed.GetValue(id)!, cancellationToken);
            RunRecord run = (await context.Store.FindAsync(runId, cancellationToken))!;
            IAsyncEnumerable<TracedEntry> entries = RunTrace.ReadAsync(context.Store, runId, cancellationToken);
            bool asSpans = parsed.GetValue(format) == Otlp;
            switch (parsed.GetValue(export))
            {
                case null when parsed.GetValue(json):
                case StandardOutput:
                    await PrintJsonAsync(context, run, entries, asSpans, cancellationToken);
                    break;
                case null:
                    await PrintAsync(context.Console, entries);
                    break;
                case { } file:
                    await ExportAsync(context, file, run, entries, asSpans, cancellationToken);
                    break;
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Task WriteAsync(
        Utf8JsonWriter writer, CliContext context, RunRecord run, IAsyncEnumerable<TracedEntry> entries, bool asSpans, CancellationToken cancellationToken) => asSpans
        ? TraceSpans.WriteAsync(writer, run, context.Time.GetUtcNow(), entries, cancellationToken)
        : TraceJson.WriteAsync(writer, run, context.Time.GetUtcNow(), entries, cancellationToken);

    private static async Task PrintJsonAsync(
        CliContext context, RunRecord run, IAsyncEnumerable<TracedEntry> entries, bool asSpans, CancellationToken cancellationToken)
    {
        await using var stream = new SafeTextStream(context.Console.Out);
        await using (var writer = new Utf8JsonWriter(stream, s_options))
        {
            await WriteAsync(writer, context, run, entries, asSpans, cancellationToken);
        }

        await stream.FlushAsync(cancellationToken);
        context.Console.Out.WriteLine();
    }

    private static async Task ExportAsync(
        CliContext context, string file, RunRecord run, IAsyncEnumerable<TracedEntry> entries, bool asSpans, CancellationToken cancellationToken)
    {
        string path = Path.GetFullPath(file, context.WorkingDirectory);
        try
        {
            await using FileStream stream = File.Create(path);
            await using var writer = new Utf8JsonWriter(stream, s_options);
            await WriteAsync(writer, context, run, entries, asSpans, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException("TAC7222", $"'{file}' cannot be written: {error.Message}", "name a file in a directory that you may write", file, inner: error);
        }

        context.Console.Note($"wrote {file}");
    }

    // Line by line, without a table's widths: a journal may be long, and is read while it is printed.
    private static async Task PrintAsync(CliConsole console, IAsyncEnumerable<TracedEntry> entries)
    {
        bool any = false;
        await foreach (TracedEntry traced in entries)
        {
            any = true;
            console.Out.WriteLine(Style(traced).Apply(Line(traced), console.OutColours));
        }

        if (!any)
        {
            console.Note("the journal is empty: the run asked for nothing");
        }
    }

    private static TextStyle Style(TracedEntry traced) => traced.Entry.Status switch
    {
        EntryStatus.Intent => TextStyle.Warning,
        EntryStatus.Failed or EntryStatus.Denied => TextStyle.Bad,
        _ => TextStyle.Plain,
    };

    private static string Line(TracedEntry traced)
    {
        JournalEntry entry = traced.Entry;
        string number = entry.Delivery > 0 ? entry.Delivery.ToString(CultureInfo.InvariantCulture) : "-";
        string what = SafeText.OneLine(entry.Name.Length == 0 ? entry.Kind : $"{entry.Kind} {entry.Name}", 120);
        List<string> more = [];
        if (traced.Place.Length > 0)
        {
            more.Add(SafeText.OneLine(traced.Place, 120));
        }

        more.Add(traced.Elapsed is { } elapsed ? Quantity.Duration(elapsed) : "no answer yet");
        if (entry.Attempt > 1)
        {
            more.Add($"attempt {entry.Attempt}");
        }

        if (traced.Answer is { } answer)
        {
            more.Add($"answered by {SafeText.OneLine(answer.AnsweredBy, 80)}");
        }

        if (entry.Error is { } error)
        {
            more.Add($"{error.Code}: {SafeText.OneLine(error.Message, 200)}");
        }

        return $"{number,6}  {traced.Key,-10}  {EntryStatusNames.ToText(entry.Status),-9}  {what}  ({string.Join(", ", more)})";
    }
}
