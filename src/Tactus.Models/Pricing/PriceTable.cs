using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Tactus.Policy.Grants;
using Tactus.Policy.Models;

namespace Tactus.Models.Pricing;

/// <summary>Knows what models cost: what is declared, then the built-in table. Thread-safe.</summary>
public static partial class PriceTable
{
    private static readonly Lazy<FrozenDictionary<string, ModelPrice>> s_builtIn = new(Load);

    /// <summary>The built-in prices by model id.</summary>
    public static IReadOnlyDictionary<string, ModelPrice> BuiltIn => s_builtIn.Value;

    /// <summary>The price of a model, or null when nobody knows it.</summary>
    /// <param name="models">The grant; of its declared patterns the longest that fits counts.</param>
    /// <param name="id">The model's id.</param>
    public static ModelPrice? Find(ModelGrant models, string id)
    {
        string? best = null;
        foreach (string pattern in models.Prices.Keys)
        {
            if (ModelPattern.Parse(pattern).Matches(id) && (best is null || pattern.Length > best.Length))
            {
                best = pattern;
            }
        }

        if (best is not null)
        {
            return models.Prices[best];
        }

        // Nothing that a mock answers costs anything, whatever it is called.
        return ModelPolicy.FindProvider(models, ModelName.ProviderOf(id))?.Kind == ModelProviderKind.Mock
            ? new ModelPrice(0, 0, 0)
            : BuiltIn.GetValueOrDefault(id) ?? BuiltIn.GetValueOrDefault(Version().Replace(id, ""));
    }

    private static FrozenDictionary<string, ModelPrice> Load()
    {
        using Stream stream = typeof(PriceTable).Assembly.GetManifestResourceStream(typeof(PriceTable), "model-prices.list")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToFrozenDictionary(row => row[0], row => new ModelPrice(Number(row[1]), Number(row[3]), Number(row[2])), StringComparer.Ordinal);
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    // gpt-4o-mini-2024-07-18, claude-sonnet-4-20250514, claude-3-5-haiku-latest
    [GeneratedRegex(@"-(\d{4}-\d{2}-\d{2}|\d{8}|latest)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
