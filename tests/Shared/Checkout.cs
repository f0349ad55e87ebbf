namespace Tactus.Tests;

/// <summary>The checkout that the tests were built from. Compiled into every test project.</summary>
internal static class Checkout
{
    /// <summary>The directory that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Absolute path of a file of the checkout.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Tactus.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new InvalidOperationException($"there is no Tactus.sln above {AppContext.BaseDirectory}");
    }
}
