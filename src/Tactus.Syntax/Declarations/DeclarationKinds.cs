using System.Text;

namespace Tactus.Syntax.Declarations;

/// <summary>The words that declare something which takes its name from a variable.</summary>
public static class DeclarationKinds
{
    private static readonly string[] s_kinds = ["Agent", "Classify", "Context", "Model", "Procedure", "Task", "Tool", "Toolset"];

    private static readonly byte[][] s_words = [.. s_kinds.Select(Encoding.ASCII.GetBytes)];

    /// <summary>The words, sorted.</summary>
    public static IReadOnlyList<string> All => s_kinds;

    /// <summary>The kind that a name is, or null.</summary>
    internal static string? Of(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < s_words.Length; i++)
        {
            if (name.SequenceEqual(s_words[i]))
            {
                return s_kinds[i];
            }
        }

        return null;
    }
}
