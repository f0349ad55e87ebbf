namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>What this machine can confine guests with. A driver that is missing here is named by <see cref="MachineTests"/>.</summary>
internal static class Machine
{
    public const string Docker = "docker";
    public const string Bubblewrap = "bubblewrap";

    /// <summary>True when a container engine answers.</summary>
    public static bool HasDocker { get; } = ContainerEngine.Answers();

    /// <summary>True when bubblewrap is installed.</summary>
    public static bool HasBubblewrap { get; } = File.Exists("/usr/bin/bwrap");

    /// <summary>The drivers of this machine.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. new[] { (Name: Bubblewrap, Has: HasBubblewrap), (Name: Docker, Has: HasDocker) }.Where(driver => driver.Has).Select(driver => driver.Name)];

    /// <summary>The drivers of this machine, for theories.</summary>
    public static TheoryData<string> Drivers => new(Names);

    /// <summary>Each driver of this machine with each of some cases.</summary>
    public static TheoryData<string, string> DriversWith(params string[] cases)
    {
        var pairs = new TheoryData<string, string>();
        foreach (string driver in Names)
        {
            foreach (string each in cases)
            {
                pairs.Add(driver, each);
            }
        }

        return pairs;
    }
}
