namespace Tactus.Configuration.Tests.Support;

/// <summary>Finds files of the repository that the tests were built from.</summary>
internal static class RepositoryRoot
{
    public static string PathOf(string relative)
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Tactus.sln")))
            {
                return Path.Combine(directory, relative);
            }
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
