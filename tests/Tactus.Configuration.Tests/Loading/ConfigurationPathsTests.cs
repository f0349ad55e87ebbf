// Proves that the files outside a project lie where the XDG rules put them, and nowhere when there is no home.
using Tactus.Configuration.Loading;

namespace Tactus.Configuration.Tests.Loading;

public sealed class ConfigurationPathsTests
{
    [Theory]
    [InlineData("/x", "/home/a", "/x/tactus/config.yml")]
    [InlineData(null, "/home/a", "/home/a/.config/tactus/config.yml")]
    [InlineData("", "/home/a", "/home/a/.config/tactus/config.yml")]
    [InlineData("relative", "/home/a", "/home/a/.config/tactus/config.yml")]
    [InlineData(null, "relative", null)]
    public void The_home_is_found(string? xdg, string? home, string? userFile)
    {
        var paths = ConfigurationPaths.FromVariables(name => name == "HOME" ? home : xdg);

        paths.SystemFile.ShouldBe("/etc/tactus/config.yml");
        paths.UserFile.ShouldBe(userFile);
        paths.TrustFile.ShouldBe(userFile?.Replace("config.yml", "trust.json", StringComparison.Ordinal));
    }
}
