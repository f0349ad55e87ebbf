using System.Text.Json;
using Tactus.Protocol;

namespace Tactus.Cli.Output;

/// <summary>An error as a person and as a program read it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">One sentence.</param>
/// <param name="File">File, or null.</param>
/// <param name="Line">Line; 0 when unknown.</param>
/// <param name="Column">Column; 0 when unknown.</param>
/// <param name="Mend">What would mend it, or null.</param>
/// <param name="Traceback">Lua traceback, or null.</param>
internal sealed record ErrorReport(string Code, string Message, string? File, int Line, int Column, string? Mend, string? Traceback)
{
    /// <summary>True for what is most likely wrong, and not surely. Default: false.</summary>
    public bool IsWarning { get; init; }

    public static ErrorReport Of(TactusException error) =>
        new(error.Code, error.Message, error.File, error.Line, error.Column, error.Mend, Traceback: null);

    /// <summary>Prints it on standard error: code and sentence, place, mend, traceback.</summary>
    public void Print(CliConsole console)
    {
        console.Note($"{(IsWarning ? "warning" : "error")} {Code}: {SafeText.Indented(Message)}", IsWarning ? TextStyle.Warning : TextStyle.Bad);
        if (!string.IsNullOrEmpty(File))
        {
            console.Note($"  at {SafeText.OneLine(File, 1000)}{(Line > 0 ? $":{Line}" : "")}{(Line > 0 && Column > 0 ? $":{Column}" : "")}");
        }

        if (!string.IsNullOrEmpty(Mend))
        {
            console.Note("  mend: " + SafeText.Clean(Mend).ReplaceLineEndings("\n        "), TextStyle.Bold);
        }

        if (!string.IsNullOrEmpty(Traceback))
        {
            console.Note("  " + SafeText.Clean(Traceback).TrimEnd().ReplaceLineEndings("\n  "), TextStyle.Dim);
        }
    }

    /// <summary>Writes it as one JSON object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="withSeverity">Whether it says <c>severity</c>, for lists that hold errors and warnings.</param>
    public void Write(Utf8JsonWriter writer, bool withSeverity = false)
    {
        writer.WriteStartObject();
        if (withSeverity)
        {
            writer.WriteString("severity", IsWarning ? "warning" : "error");
        }

        writer.WriteString("code", Code);
        writer.WriteString("message", Message);
        writer.WriteString("file", string.IsNullOrEmpty(File) ? null : File);
        writer.WriteNumber("line", Line);
        writer.WriteNumber("column", Column);
        writer.WriteString("mend", string.IsNullOrEmpty(Mend) ? null : Mend);
        writer.WriteString("traceback", string.IsNullOrEmpty(Traceback) ? null : Traceback);
        writer.WriteEndObject();
    }
}
