using System.Text;

namespace Tactus.Syntax.Tests.Fuzzing;

/// <summary>The inputs of the fuzz tests: generated programs, and the repository's own files and generated ones broken at random.</summary>
internal static class FuzzInputs
{
    private const int LargestSeedFile = 20_000;

    /// <summary>How many inputs one run takes.</summary>
    public static int Count { get; } = Environment.GetEnvironmentVariable("TACTUS_LONG") == "1" ? 1_000_000 : 20_000;

    /// <summary>The seed of this run: TACTUS_SEED, or the same one every time.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("TACTUS_SEED"), out int seed) ? seed : 4;

    /// <summary>The inputs, each with the number that makes it again.</summary>
    public static IEnumerable<(int Number, byte[] Source)> All()
    {
        byte[][] files = Files();
        for (int number = 0; number < Count; number++)
        {
            yield return (number, Make(number, files));
        }
    }

    /// <summary>Every procedure of the repository.</summary>
    public static IEnumerable<string> Paths() =>
        new[] { "examples", "procedures", "tests/attacks", "tests/dialect", "tests/Tactus.Language.Tests/Cases", "tests/Tactus.Analysis.Tests/Corpus" }.Select(Checkout.PathOf).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.tac", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);

    private static byte[] Make(int number, byte[][] files)
    {
        var random = new Random(HashCode(number));
        if (random.Next(3) == 0)
        {
            return new Mutator(random).Mutate(files[random.Next(files.Length)]);
        }

        byte[] program = Encoding.UTF8.GetBytes(new ProgramGenerator(random).Next());
        return random.Next(3) == 0 ? program : new Mutator(random).Mutate(program);
    }

    private static int HashCode(int number) => unchecked((Seed * 1_000_003) ^ (number * 7919));

    private static byte[][] Files() => [.. Paths().Select(File.ReadAllBytes).Where(file => file.Length < LargestSeedFile)];
}
