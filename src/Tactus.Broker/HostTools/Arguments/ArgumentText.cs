using System.Text;
using System.Text.Unicode;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.Arguments;

/// <summary>Holds values without a schema to the one rule that all arguments have: their strings are UTF-8.</summary>
internal static class ArgumentText
{
    private const int MaxPath = 100;

    /// <summary>Adds a problem for every string and key that is not UTF-8.</summary>
    public static void RequireText(Value value, string path, ArgumentProblems problems)
    {
        switch (value)
        {
            case BytesValue bytes when !Utf8.IsValid(bytes.Content.Span):
                problems.Add(path, "is not UTF-8");
                break;
            case ListValue list:
                for (int i = 0; i < list.Items.Count; i++)
                {
                    RequireText(list.Items[i], Into(path, $"[{i + 1}]"), problems);
                }

                break;
            case MapValue map:
                foreach (KeyValuePair<byte[], Value> entry in map.Entries)
                {
                    if (!Utf8.IsValid(entry.Key))
                    {
                        problems.Add(path, "has a key that is not UTF-8");
                    }

                    RequireText(entry.Value, Into(path, "." + Encoding.UTF8.GetString(entry.Key.AsSpan(0, Math.Min(entry.Key.Length, MaxPath)))), problems);
                }

                break;
        }
    }

    // A path is made for every item, and a key may have megabytes: whole paths would make the work grow with the product of both.
    private static string Into(string path, string step) => path.Length > MaxPath ? path : path + step;
}
