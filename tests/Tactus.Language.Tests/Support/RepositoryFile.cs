namespace Tactus.Language.Tests.Support;

/// <summary>Reads files of the repository that the tests run from.</summary>
internal static class RepositoryFile
{
    /// <summary>The text of a file.</summary>
    /// <param name="path">Its path from the repository's root.</param>
    /// <exception cref="InvalidOperationException">The root was not found.</exception>
    public static string Read(string path)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, path)))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return File.ReadAllText(Path.Combine(folder ?? throw new InvalidOperationException("the repository's root was not found"), path));
    }
}
