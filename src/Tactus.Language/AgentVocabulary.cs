using System.Text;

namespace Tactus.Language;

/// <summary>The names by which a source shows that it needs the part of the language for agents and tests.</summary>
/// <remarks>A name that is made up at run time (<c>_G["Ag" .. "ent"]</c>) is not found.</remarks>
internal static class AgentVocabulary
{
    /// <summary>The globals that this part defines.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Agent", "Tool", "Toolset", "Model", "Context", "Task", "IncludeTasks", "Prompt", "Classify", "Mocks", "MessageHistory", "Message", "History",
        "Specification", "Specifications", "Step", "Evaluation", "Evaluations", "filters", "mcp", "default_provider", "default_model", "max_turns",
        "system", "user", "assistant", "context", "history", "template", "contains", "equals", "matches", "python", "utf8_clean",
        "async", "return_prompt", "error_prompt", "status_prompt",
        "LM", "get_current_lm", "Signature", "Module", "DSPyAgent", "Corpus", "Retriever", "Compactor", "Dependency",
    ];

    // The module tactus.text.similarity is no global. This stands behind the names, which it is made of.
    private static readonly byte[][] s_words = [.. Names.Append("similarity").Select(Encoding.ASCII.GetBytes)];

    /// <summary>Whether a source holds one of the names as a word, be it in a comment.</summary>
    public static bool IsUsedIn(ReadOnlySpan<byte> source)
    {
        foreach (byte[] word in s_words)
        {
            if (HasWord(source, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWord(ReadOnlySpan<byte> source, ReadOnlySpan<byte> word)
    {
        int from = 0;
        for (int at; (at = source[from..].IndexOf(word)) >= 0;)
        {
            int start = from + at;
            from = start + word.Length;
            if ((start == 0 || !IsNameByte(source[start - 1])) && (from == source.Length || !IsNameByte(source[from])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNameByte(byte value) => value == '_' || char.IsAsciiLetterOrDigit((char)value);
}
