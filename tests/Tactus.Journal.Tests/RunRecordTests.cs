namespace Tactus.Journal.Tests;

// Proves which status a record shows, by what it says, by who executes it and by how long nothing was heard.
public sealed class RunRecordTests
{
    private static readonly string Alive = ExecutorIdentity.Current().ToString();
    private static readonly string Dead = (ExecutorIdentity.Current() with { ProcessId = int.MaxValue }).ToString();

    [Theory]
    [InlineData(10, RunStatus.Running)]
    [InlineData(10.001, RunStatus.Interrupted)]
    public void Silence_of_an_executor_elsewhere_interrupts_after_ten_seconds(double seconds, RunStatus expected) =>
        Show("elsewhere", seconds).ShouldBe(expected);

    [Fact]
    public void An_executor_that_is_there_is_running_however_long_it_was_silent() => Show(Alive, 1e6).ShouldBe(RunStatus.Running);

    [Fact]
    public void An_executor_that_is_gone_is_interrupted_at_once() => Show(Dead, 0).ShouldBe(RunStatus.Interrupted);

    [Theory]
    [InlineData(RunStatus.Succeeded)]
    [InlineData(RunStatus.Suspended)]
    public void A_run_that_does_not_say_running_shows_what_it_says(RunStatus status) =>
        (Sample.Run("r1") with { Status = status, Executor = Dead }).EffectiveStatus(Sample.Start.AddDays(1)).ShouldBe(status);

    [Fact]
    public void Every_status_has_a_name_of_its_own_that_reads_back()
    {
        foreach (var status in Enum.GetValues<RunStatus>())
        {
            RunStatusNames.TryParse(RunStatusNames.ToText(status), out var read).ShouldBeTrue();
            read.ShouldBe(status);
        }

        foreach (var status in Enum.GetValues<EntryStatus>())
        {
            EntryStatusNames.TryParse(EntryStatusNames.ToText(status), out var read).ShouldBeTrue();
            read.ShouldBe(status);
        }

        RunStatusNames.TryParse("Running", out _).ShouldBeFalse();
        EntryStatusNames.TryParse("", out _).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => RunStatusNames.ToText((RunStatus)99));
        Should.Throw<ArgumentOutOfRangeException>(() => EntryStatusNames.ToText((EntryStatus)99));
    }

    private static RunStatus Show(string executor, double silence) =>
        (Sample.Run("r1") with { Executor = executor }).EffectiveStatus(Sample.Start.AddSeconds(silence));
}
