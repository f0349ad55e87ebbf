using System.Text;
using Tactus.Cli.Output;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Views;

/// <summary>A log line or an event on one line of text.</summary>
internal static class EventText
{
    public static string Of(RunEvent line)
    {
        string text = $"[{SafeText.OneLine(line.Name, 20)}] {SafeText.Indented(Encoding.UTF8.GetString(line.Text))}";
        return line.Data is { Length: > 0 } data ? $"{text} {SafeText.OneLine(Value.Decode(data).ToString(), 500)}" : text;
    }
}
