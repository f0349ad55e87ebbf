namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>One line of <c>/proc/PID/mountinfo</c>.</summary>
/// <param name="Root">What of its file system is mounted.</param>
/// <param name="Point">Where it is mounted.</param>
/// <param name="Type">The file system's type.</param>
/// <param name="ReadOnly">True when it cannot be written.</param>
internal sealed record MountFact(string Root, string Point, string Type, bool ReadOnly)
{
    /// <summary>Reads a line.</summary>
    public static MountFact Parse(string line)
    {
        string[] sides = line.Split(" - ", 2);
        string[] left = sides[0].Split(' ');
        return new MountFact(left[3], left[4], sides[1].Split(' ')[0], left[5].Split(',').Contains("ro"));
    }
}
