using Tactus.Protocol.Values;

namespace Tactus.Cli.Output;

/// <summary>What a tool answered to somebody at the command line.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Answer">Its answer.</param>
internal sealed record ToolAnswer(string Tool, Value Answer)
{
    /// <summary>Prints it: the answer's JSON, or one object with the tool's name and the answer.</summary>
    public void Print(CliConsole console, bool json)
    {
        if (!json)
        {
            console.Out.WriteLine(SafeText.Clean(ValueJson.ToJson(Answer, indented: true)));
            return;
        }

        console.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("tool", Tool);
            writer.WritePropertyName("answer");
            ValueJson.Write(writer, Answer);
            writer.WriteEndObject();
        });
    }
}
