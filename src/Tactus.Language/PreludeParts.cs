using System.Text;

namespace Tactus.Language;

/// <summary>Whether a source names something of <see cref="PreludeFiles.Parts"/>.</summary>
/// <remarks>A name too many costs a few milliseconds; one that is put together at run time (<c>_G["Ag" .. "ent"]</c>) is nil.</remarks>
internal static class PreludeParts
{
    private static readonly byte[][] s_words = [.. Names.Select(Encoding.ASCII.GetBytes)];

    /// <summary>The globals that the parts make, sorted; a test holds the list against them.</summary>
    public static IReadOnlyList<string> Names =>
    [
        "Agent", "Classify", "Compactor", "Context", "Corpus", "DSPyAgent", "Dependency", "Evaluation", "Evaluations", "History", "IncludeTasks", "LM",
        "Message", "MessageHistory", "Mocks", "Model", "Module", "Prompt", "Retriever", "Signature", "Specification", "Specifications", "Task", "Tool",
        "Toolset", "assistant", "async", "contains", "context", "default_model", "default_provider", "equals", "error_prompt", "filters",
        "get_current_lm", "history", "matches", "max_turns", "mcp", "python", "return_prompt", "status_prompt", "system", "template", "user", "utf8_clean",
    ];

    /// <summary>Looks at every word of the text, those in strings and comments too. Linear.</summary>
    public static bool AreNamedIn(ReadOnlySpan<byte> source)
    {
        int start = -1;
        for (int i = 0; i <= source.Length; i++)
        {
            if (i < source.Length && IsWord(source[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                if (IsName(source[start..i]))
                {
                    return true;
                }

                start = -1;
            }
        }

        return false;
    }

    private static bool IsName(ReadOnlySpan<byte> word)
    {
        foreach (byte[] name in s_words)
        {
            if (word.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(byte character) => character == (byte)'_' || char.IsAsciiLetterOrDigit((char)character);
}
