namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>Finds the guest of a program that runs.</summary>
internal static class Guests
{
    /// <summary>Its process id on this machine; 0 when it has ended.</summary>
    public static async Task<int> OfAsync(string driver, RunningProgram program)
    {
        if (driver != Machine.Docker)
        {
            return ProcessTable.GuestBelow(program.Id);
        }

        foreach (string run in ProcessTable.RunsOf(program.Id))
        {
            foreach (string container in await ContainerEngine.ContainersOfAsync(run))
            {
                if (await ContainerEngine.ProcessOfAsync(container) is var guest and not 0)
                {
                    return guest;
                }
            }
        }

        return 0;
    }
}
