using Tactus.Cli.Views;

namespace Tactus.Cli.Tests.Views;

// Proves that lines wait while a person is asked, come out in their order, and go through again afterwards.
public sealed class HeldLinesTests
{
    [Fact]
    public void Lines_wait_while_they_are_held()
    {
        var printed = new List<int>();
        var lines = new HeldLines();
        lines.Print(() => printed.Add(1));
        lines.Hold();
        lines.Print(() => printed.Add(2));
        lines.Print(() => printed.Add(3));
        printed.ShouldBe([1]);
        lines.Release();
        lines.Print(() => printed.Add(4));
        printed.ShouldBe([1, 2, 3, 4]);
    }
}
