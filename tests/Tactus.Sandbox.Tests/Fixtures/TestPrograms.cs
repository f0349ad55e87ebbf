using System.Diagnostics;

namespace Tactus.Sandbox.Tests.Fixtures;

/// <summary>Small C programs that the tests compile once.</summary>
internal static class TestPrograms
{
    private static readonly Lazy<string> s_guest = new(() => Compile("guest.c", "tactus-guest", "-pthread"));

    /// <summary>A directory that holds a stand-in for the guest.</summary>
    public static string GuestDirectory => s_guest.Value;

    /// <summary>Compiles a program into a directory of its own, and returns that.</summary>
    public static string Compile(string source, string name, params string[] options)
    {
        string directory = Directory.CreateTempSubdirectory("tactus-test-").FullName;
        string[] arguments = ["-O1", "-o", Path.Combine(directory, name), Path.Combine(AppContext.BaseDirectory, "Fixtures", source), .. options];
        using Process compiler = Process.Start(new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        string errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        compiler.ExitCode.ShouldBe(0, errors);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        return directory;
    }
}
