namespace Tactus.Language.Tests.Support;

/// <summary>A procedure with its expectations in a header of comment lines: <c>-- key: value</c>.</summary>
/// <remarks>
/// Keys: <c>input</c> (JSON), <c>coerce</c>, <c>mode</c> (run or describe), <c>procedure</c>, <c>mock</c> (true: a run with mocks), <c>module</c> (a file under Modules),
/// <c>answer</c> (<c>KIND NAME JSON</c>), <c>refuse</c> (<c>KIND NAME CODE KIND message</c>), <c>output_limit</c>, and what must happen:
/// <c>expect</c> (<c>succeeded JSON</c> or <c>STATUS CODE LINE text that the message holds</c>), <c>effect</c> (<c>KEY KIND NAME JSON</c>,
/// all in order), <c>line</c> (text of a printed or logged line, all in order), <c>mend</c>, <c>traceback</c> (text that it holds).
/// </remarks>
internal sealed class CaseFile
{
    private readonly List<KeyValuePair<string, string>> _header = [];

    private CaseFile(string name, byte[] source)
    {
        Name = name;
        Source = source;
    }

    /// <summary>The file's name, which is also its name in the bundle.</summary>
    public string Name { get; }

    /// <summary>The whole text.</summary>
    public byte[] Source { get; }

    /// <summary>The one value of a key, or null.</summary>
    public string? this[string key] => All(key).SingleOrDefault();

    /// <summary>Reads a case.</summary>
    public static CaseFile Read(string path)
    {
        var result = new CaseFile(Path.GetFileName(path), File.ReadAllBytes(path));
        foreach (string line in File.ReadLines(path).TakeWhile(line => line.StartsWith("-- ", StringComparison.Ordinal)))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0)
            {
                result._header.Add(new(line[3..colon], line[(colon + 2)..]));
            }
        }

        return result;
    }

    /// <summary>Every value of a key, in order.</summary>
    public IReadOnlyList<string> All(string key) => [.. _header.Where(pair => pair.Key == key).Select(pair => pair.Value)];
}
