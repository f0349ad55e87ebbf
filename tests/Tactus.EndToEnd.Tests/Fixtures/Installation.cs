namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>The program that these tests start: what <c>./tactus</c> builds at the root of the checkout.</summary>
internal static class Installation
{
    /// <summary>The program.</summary>
    /// <exception cref="InvalidOperationException">It has not been built.</exception>
    public static string Program
    {
        get
        {
            string path = Path.Combine(Checkout.Root, "artifacts", "tactus", "tactus");
            return File.Exists(path)
                ? path
                : throw new InvalidOperationException($"{path} is missing. These tests start the real program: build it with ./tactus version");
        }
    }
}
