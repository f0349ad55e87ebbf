using System.Diagnostics;

namespace Tactus.Tests;

/// <summary>Waits for something to become true. Every wait has an end, and says what it was for when that comes.</summary>
internal static class Until
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="condition">The condition.</param>
    /// <exception cref="TimeoutException">It does not come to hold.</exception>
    public static Task HoldsAsync(string what, Func<bool> condition) => HoldsAsync(what, () => Task.FromResult(condition()));

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="limit">How long at most. Default: 45 s.</param>
    public static async Task HoldsAsync(string what, Func<Task<bool>> condition, TimeSpan? limit = null)
    {
        long began = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(s_pace);
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(began) > (limit ?? s_limit))
            {
                throw new TimeoutException($"waited {(limit ?? s_limit).TotalSeconds} s in vain for: {what}");
            }

            await pace.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits until a file exists.</summary>
    public static Task FileExistsAsync(string path) => HoldsAsync("the file " + path, () => File.Exists(path));
}
