using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tactus.Guest.Tests.Harness;

/// <summary>The published guest: TACTUS_GUEST names it, else it is published once for the whole test run.</summary>
internal static class GuestExecutable
{
    private static readonly Lazy<string> s_path = new(Find);

    /// <summary>Path of the executable.</summary>
    public static string FilePath => s_path.Value;

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("TACTUS_GUEST") is { Length: > 0 } given)
        {
            return given;
        }

        string directory = Path.Combine(Checkout.Root, "artifacts", "tactus", "guest");
        string executable = Path.Combine(directory, "tactus-guest");
        if (!File.Exists(executable) || File.GetLastWriteTimeUtc(executable) < NewestSource())
        {
            Publish(directory);
        }

        return executable;
    }

    private static DateTime NewestSource() =>
        new[] { "Tactus.Guest", "Tactus.Language", "Tactus.Lua", "Tactus.Protocol" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src", project), "*", SearchOption.AllDirectories))
            .Max(File.GetLastWriteTimeUtc);

    private static void Publish(string directory)
    {
        string architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "publish", Path.Combine(Checkout.Root, "src", "Tactus.Guest"), "-c", "Release", "-r", architecture, "-o", directory },
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using Process publish = Process.Start(start)!;
        string output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        publish.ExitCode.ShouldBe(0, output);
    }
}
