using Tactus.Engine.Hosting;

namespace Tactus.Engine.Tests.Hosting;

// Proves where the state lies: where the XDG rules say, never relative to the current directory.
public sealed class TactusPathsTests
{
    [Theory]
    [InlineData("/state", "/home/a", "/state/tactus")]
    [InlineData(null, "/home/a", "/home/a/.local/state/tactus")]
    [InlineData("relative", "/home/a", "/home/a/.local/state/tactus")]
    [InlineData(null, "relative", "/.local/state/tactus")]
    public void State_is_absolute(string? xdg, string home, string state)
    {
        TactusPaths paths = TactusPaths.From(name => name == "HOME" ? home : xdg, "/program/");

        paths.State.ShouldBe(state);
        paths.Journal.ShouldBe(state + "/runs.db");
        paths.Guest.ShouldBe("/program/guest");
        paths.StandardModules.ShouldBe("/program/procedures");
    }
}
