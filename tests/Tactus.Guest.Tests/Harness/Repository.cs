namespace Tactus.Guest.Tests.Harness;

/// <summary>Finds the repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The directory that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Tactus.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside their repository.");
    }
}
