using Tactus.EndToEnd.Tests.Durable.Recording;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable.Killing;

/// <summary>One SIGKILL, at a moment that is counted in requests which the outside world has seen.</summary>
/// <param name="Request">The request at which it falls; 0 for the start of the guest, while it is told what it did before.</param>
/// <param name="BeforeAnswer">True when it falls while the request waits for its answer, false when the answer has left.</param>
/// <param name="Victim">Who dies.</param>
/// <param name="Spins">How many turns of a loop it comes late, so that blows behind an answer fall on every instruction that follows.</param>
internal sealed record Blow(int Request, bool BeforeAnswer, Victim Victim, int Spins)
{
    private const int MostSpins = 200_000;

    /// <summary>A random one.</summary>
    public static Blow At(int request, Random chance) =>
        new(request, chance.Next(2) == 0, (Victim)chance.Next(3), chance.Next(MostSpins));

    /// <summary>A random one into the start of a guest, when requests are far.</summary>
    public static Blow AtStart(Random chance) => At(0, chance);

    /// <summary>Lets a program live until the blow falls or it ends by itself.</summary>
    /// <returns>How it ended, and whether the blow fell.</returns>
    public async Task<(Ended Ended, bool Fell)> StrikeAsync(RecordingServer server, string driver, RunningProgram program)
    {
        bool fell = false;
        async Task Fall(RecordedRequest request)
        {
            if (request.Number == Request)
            {
                fell = await FallAsync(driver, program);
            }
        }

        server.BeforeAnswer = BeforeAnswer ? Fall : null;
        server.AfterAnswer = BeforeAnswer ? null : Fall;
        if (Request == 0)
        {
            await Until.HoldsAsync("the guest", async () => program.HasEnded || await Guests.OfAsync(driver, program) != 0);
            fell = !program.HasEnded && await FallAsync(driver, program);
        }

        Ended ended = await program.EndAsync();
        server.BeforeAnswer = null;
        server.AfterAnswer = null;
        await server.QuietAsync();
        return (ended, fell);
    }

    private async Task<bool> FallAsync(string driver, RunningProgram program)
    {
        int guest = Victim == Victim.Program ? 0 : await Guests.OfAsync(driver, program);
        Thread.SpinWait(Spins);
        if (Victim != Victim.Program)
        {
            if (guest == 0)
            {
                return false;
            }

            Signal.Send(guest, Signal.Kill);
        }

        if (Victim != Victim.Guest)
        {
            program.Send(Signal.Kill);
        }

        return true;
    }
}
