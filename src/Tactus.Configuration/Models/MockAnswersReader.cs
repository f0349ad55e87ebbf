using System.Text;
using Tactus.Configuration.Files;
using Tactus.Configuration.HostTools;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Protocol;

namespace Tactus.Configuration.Models;

/// <summary>Reads the answers of a mock, written in place or in a file of their own.</summary>
internal static class MockAnswersReader
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads them.</summary>
    /// <returns>The JSON text of a list, or null when there are none or after a problem was reported.</returns>
    public static string? Read(ReadContext context, SectionReader section)
    {
        var inline = section.Find("answers");
        var file = section.Find("answers_file");
        if (inline is not null && file is not null)
        {
            context.Problems.Add(ProblemCodes.WrongProvider, $"{section.PathOf("answers")} and answers_file are both there.", file.Mark, "Keep one of the two.");
            return null;
        }

        if (file is not null)
        {
            return ScalarReader.ReadText(context, section.PathOf("answers_file"), file.Value) is { } name
                ? ReadFile(context, section.PathOf("answers_file"), name, file.Value.Mark)
                : null;
        }

        return inline is null ? null : ToJson(context, section.PathOf("answers"), inline.Value);
    }

    // Beneath the file that names it: an untrusted sidecar is read before anybody has said that it may be believed.
    private static string? ReadFile(ReadContext context, string key, string name, YamlMark mark)
    {
        if (Path.IsPathRooted(name) || name.Split('/').Contains(".."))
        {
            context.Problems.Add(ProblemCodes.WrongProvider, $"{key} must be a relative path without \"..\".", mark, "Put the answers beside the file that names them.");
            return null;
        }

        try
        {
            using var stream = PlainFile.OpenRead(Path.Combine(context.BaseDirectory, name));
            if (stream.Length > MaxBytes)
            {
                throw new IOException($"it is larger than {MaxBytes} bytes");
            }

            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return StrictYamlReader.Read(name, reader.ReadToEnd()) is { } root ? ToJson(context, key, root) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            context.Problems.Add(ProblemCodes.WrongProvider, $"{key}: {name} cannot be read: {error.Message.TrimEnd('.')}.", mark, "Check the path.");
            return null;
        }
        catch (TactusException problem)
        {
            context.Problems.Add(problem);
            return null;
        }
    }

    private static string? ToJson(ReadContext context, string key, YamlNode node)
    {
        if (node is YamlSequence { Items.Count: > 0 } list && list.Items.All(item => item is YamlMapping))
        {
            return YamlJson.ToJson(list);
        }

        ScalarReader.WrongType(context, key, node, "a list of maps", null);
        return null;
    }
}
