namespace Tactus.Lua.Bootstrap;

/// <summary>The embedded Lua files that build a procedure's globals, in the order in which they run.</summary>
internal static class PreludeFiles
{
    private static readonly string[] Order =
    [
        "errors", "identity", "base", "strings", "tables", "numbers", "text", "calendar", "clock", "dates", "random", "coroutines", "modules", "parts", "traceback", "entry",
    ];

    /// <summary>Name and content of each file.</summary>
    internal static IEnumerable<(string Name, byte[] Content)> Read()
    {
        foreach (var name in Order)
        {
            using var stream = typeof(PreludeFiles).Assembly.GetManifestResourceStream(name + ".lua")
                ?? throw LuaVmException.PreludeFailed(name, "it is not in the assembly");
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return (name, content);
        }
    }
}
