using System.Text;

namespace Tactus.Cli.Tests.Docs;

/// <summary>Splits a command line into words as a shell does: blanks between them, quotes of both kinds around what belongs together.</summary>
internal static class ShellWords
{
    public static IEnumerable<string> Split(string line)
    {
        var word = new StringBuilder();
        bool inWord = false;
        char quote = '\0';
        foreach (char character in line)
        {
            if (quote != '\0' ? character == quote : character is '\'' or '"')
            {
                quote = quote == '\0' ? character : '\0';
                inWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(character))
            {
                if (inWord)
                {
                    yield return word.ToString();
                    word.Clear();
                }

                inWord = false;
            }
            else
            {
                word.Append(character);
                inWord = true;
            }
        }

        if (inWord)
        {
            yield return word.ToString();
        }
    }
}
