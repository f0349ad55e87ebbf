using System.Globalization;
using System.Text;
using Tactus.Sandbox.Images;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Directories;

/// <summary>Ends what is left of sandboxes whose making was cut short.</summary>
/// <remarks>
/// The first process inside waits for bubblewrap to say that it may go on, and asks the kernel to end it with bubblewrap only after that. When
/// bubblewrap is killed before it has spoken, as it is when its host is killed, that process waits for ever: without a guest, but with the run's directory in its arguments.
/// </remarks>
internal static class UnfinishedSandboxes
{
    private const string Program = "bwrap";

    /// <summary>Ends those of one run.</summary>
    /// <param name="socketDirectory">The run's directory. Nobody else may hold it: of a run that lives, this would end the guest.</param>
    internal static void End(string socketDirectory)
    {
        foreach (int process in Processes().Where(process => IsFor(process, socketDirectory)))
        {
            try
            {
                using OwnedDescriptor handle = OwnedDescriptor.Process(process);

                // Looked at again: from here on the number means no other process.
                if (IsFor(process, socketDirectory))
                {
                    handle.Signal(LinuxConstants.SignalKill);
                }
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }
    }

    private static IEnumerable<int> Processes() => Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int process) ? process : 0).Where(process => process > 0);

    private static bool IsFor(int process, string socketDirectory)
    {
        string[] arguments = ArgumentsOf(process);
        int mount = Array.IndexOf(arguments, socketDirectory);
        return mount > 0 && mount + 1 < arguments.Length && arguments[mount + 1] == GuestRoot.SocketMount && Path.GetFileName(arguments[0]) == Program;
    }

    private static string[] ArgumentsOf(int process)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process}/cmdline")).Split('\0');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is none of ours.
            return [];
        }
    }
}
