using System.Diagnostics;

namespace Tactus.Guest.Tests.Harness;

/// <summary>Compiles the C programs of this folder.</summary>
internal static class NativeProgram
{
    /// <summary>The guest's own moment one, to be linked into a program.</summary>
    public static string EarlySource { get; } = Path.Combine(Checkout.Root, "src", "Tactus.Guest", "Lockdown", "early.c");

    /// <summary>Compiles a program, with other sources or without, and returns the executable's path.</summary>
    public static async Task<string> CompileAsync(string source, params string[] others)
    {
        string directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "native")).FullName;
        string executable = Path.Combine(directory, Path.GetFileNameWithoutExtension(source));
        var start = new ProcessStartInfo("gcc")
        {
            ArgumentList =
            {
                "-O2", "-Wall", "-Wextra", "-Werror", "-o", executable,
                Path.Combine(AppContext.BaseDirectory, "Harness", source),
            },
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        foreach (string other in others)
        {
            start.ArgumentList.Add(other);
        }

        using Process compiler = Process.Start(start)!;
        string errors = await compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync();
        compiler.ExitCode.ShouldBe(0, errors);
        return executable;
    }
}
