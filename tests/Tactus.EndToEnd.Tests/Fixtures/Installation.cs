namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>The program that these tests start: what <c>./tactus</c> builds at the root of the checkout.</summary>
internal static class Installation
{
    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program.</summary>
    /// <exception cref="InvalidOperationException">It has not been built.</exception>
    public static string Program
    {
        get
        {
            string path = Path.Combine(Root, "artifacts", "tactus", "tactus");
            return File.Exists(path)
                ? path
                : throw new InvalidOperationException($"{path} is missing. These tests start the real program: build it with ./tactus version");
        }
    }

    private static string FindRoot()
    {
        string? at = AppContext.BaseDirectory;
        while (at is not null && !File.Exists(Path.Combine(at, "Tactus.sln")))
        {
            at = Path.GetDirectoryName(at);
        }

        return at ?? throw new InvalidOperationException($"there is no Tactus.sln above {AppContext.BaseDirectory}");
    }
}
