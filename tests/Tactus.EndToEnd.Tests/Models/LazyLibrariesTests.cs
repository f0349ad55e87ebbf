using Tactus.EndToEnd.Tests.Durable;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Models;

// Proves that a run which asks no model loads nothing of the vendors' libraries: their start would be every run's.
public sealed class LazyLibrariesTests : IDisposable
{
    private static readonly string[] s_libraries = ["OpenAI.dll", "Anthropic.dll", "Microsoft.Extensions.AI.Abstractions.dll", "System.ClientModel.dll"];

    private readonly Desk _desk = new();

    [Fact]
    public async Task Nothing_is_loaded_before_the_first_question()
    {
        (await LoadedAsync("")).ShouldBeEmpty();

        // The control: this run asks one, and then they are there to be seen.
        (await LoadedAsync("Agent { name = 'a', model = 'mock/echo', system_prompt = 'x' }('hi')")).ShouldContain("Microsoft.Extensions.AI.Abstractions.dll");
    }

    public void Dispose() => _desk.Dispose();

    private async Task<string[]> LoadedAsync(string before)
    {
        (RunningProgram program, _) = await _desk.StartAsync(Machine.Bubblewrap, before + "\n" + DurableDesk.TwoSteps);
        await using (program)
        {
            string maps = await File.ReadAllTextAsync($"/proc/{program.Id}/maps");
            maps.ShouldContain("Tactus.Models.dll", Case.Sensitive, "the maps name the libraries of the program");
            _desk.Write(Waiting.Go, "");
            (await program.EndAsync()).ShouldExit(0);
            return [.. s_libraries.Where(library => maps.Contains(library, StringComparison.Ordinal))];
        }
    }
}
