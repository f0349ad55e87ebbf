using System.Globalization;
using System.Reflection;

namespace Tactus.Journal.Sqlite.Files;

/// <summary>The steps that this build knows: the embedded files <c>Sqlite/Schema/NNNN-*.sql</c> in their order.</summary>
internal static class SchemaMigrations
{
    /// <summary>All steps, oldest first, without a gap.</summary>
    public static IReadOnlyList<SchemaMigration> All { get; } = Load();

    private static List<SchemaMigration> Load()
    {
        var assembly = typeof(SchemaMigrations).Assembly;
        var names = Array.FindAll(assembly.GetManifestResourceNames(), name => name.EndsWith(".sql", StringComparison.Ordinal));
        Array.Sort(names, StringComparer.Ordinal);
        return [.. names.Select(name => new SchemaMigration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), Read(assembly, name)))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
