using System.Globalization;

namespace Tactus.Journal.Tests.Children;

/// <summary>What a test starts as a process of its own: <c>COMMAND DATABASE [RUN [MORE]]</c>. It speaks in lines on standard output.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        var database = arguments[1];
        await (arguments[0] switch
        {
            "append" => AppendChild.RunAsync(database, arguments[2]),
            "contend" => ContendChild.RunAsync(database, arguments[2], int.Parse(arguments[3], CultureInfo.InvariantCulture)),
            "pause" => PauseChild.RunAsync(database, arguments[2], arguments[3]),
            "take" => TakeOverChild.RunAsync(database, arguments[2]),
            "fill" => FillChild.RunAsync(database, arguments[2]),
            "open" => OpenChild.RunAsync(database),
            _ => throw new ArgumentException($"no such command: {arguments[0]}", nameof(arguments)),
        });
        return 0;
    }
}
