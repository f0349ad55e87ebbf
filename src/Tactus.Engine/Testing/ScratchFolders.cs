using Tactus.Engine.Hosting;
using Tactus.Journal;

namespace Tactus.Engine.Testing;

/// <summary>Where scenarios, and the runs that they start, keep what they write: one folder for each of them, gone at its end. Thread-safe.</summary>
/// <remarks>Their names say which process made them, so that one which is killed leaves nothing for good: the next test removes it.</remarks>
/// <param name="paths">Where things lie.</param>
/// <param name="time">The clock.</param>
internal sealed class ScratchFolders(TactusPaths paths, TimeProvider time)
{
    // Of a process on another machine, or before the last start of this one, only the age tells.
    private static readonly TimeSpan s_oldest = TimeSpan.FromDays(1);

    private readonly string _own = Uri.EscapeDataString(ExecutorIdentity.Current().ToString());

    /// <summary>The folder of a scenario. It is not made yet.</summary>
    public string Of(string runId) => Path.Combine(paths.Scratch, $"{_own}.{runId}");

    /// <summary>Removes a scenario's folder.</summary>
    /// <param name="runId">The scenario.</param>
    /// <param name="notice">Takes a line when it cannot be.</param>
    public void Remove(string runId, Action<string> notice) => Remove(Of(runId), "what a scenario wrote", notice);

    /// <summary>Removes what processes left that are no more.</summary>
    /// <param name="notice">Takes a line about each folder.</param>
    public void Sweep(Action<string> notice)
    {
        if (!Directory.Exists(paths.Scratch))
        {
            return;
        }

        foreach (string folder in Directory.EnumerateDirectories(paths.Scratch).Where(IsLeft))
        {
            notice($"removing what a killed test left behind: {folder}");
            Remove(folder, "it", notice);
        }
    }

    private static void Remove(string folder, string what, Action<string> notice)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // It wrote nothing, or somebody was quicker.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            notice($"{what} could not be removed: {error.Message}");
        }
    }

    private bool IsLeft(string folder) => ExecutorIdentity.TryParse(Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(folder)))?.Probe() switch
    {
        ExecutorLiveness.Alive => false,
        ExecutorLiveness.Dead => true,
        _ => time.GetUtcNow() - new DateTimeOffset(Directory.GetLastWriteTimeUtc(folder)) > s_oldest,
    };
}
