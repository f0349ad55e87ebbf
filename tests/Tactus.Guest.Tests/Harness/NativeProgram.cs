using System.Diagnostics;

namespace Tactus.Guest.Tests.Harness;

/// <summary>Compiles a C program of this folder together with the guest's own moment one.</summary>
internal static class NativeProgram
{
    /// <summary>Compiles it and returns the executable's path.</summary>
    public static async Task<string> CompileAsync(string source)
    {
        string directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "native")).FullName;
        string executable = Path.Combine(directory, Path.GetFileNameWithoutExtension(source));
        var start = new ProcessStartInfo("gcc")
        {
            ArgumentList =
            {
                "-O2", "-Wall", "-Wextra", "-Werror", "-o", executable,
                Path.Combine(AppContext.BaseDirectory, "Harness", source),
                Path.Combine(Repository.Root, "src", "Tactus.Guest", "Lockdown", "early.c"),
            },
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using Process compiler = Process.Start(start)!;
        string errors = await compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync();
        compiler.ExitCode.ShouldBe(0, errors);
        return executable;
    }
}
