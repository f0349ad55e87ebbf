using Tactus.Cli.Output;

namespace Tactus.Cli.Questions;

/// <summary>Who sits here, for the record.</summary>
internal static class Person
{
    /// <summary>The name of this process's user.</summary>
    public static string Name
    {
        get
        {
            string name = SafeText.OneLine(Environment.UserName, 64);
            return name.Length == 0 ? "somebody" : name;
        }
    }
}
