// Proves that a volume can neither shadow the workspace nor stand where helper sandboxes mount their own.
using Tactus.Policy.Paths;

namespace Tactus.Policy.Tests.Paths;

public sealed class VolumeTargetTests
{
    [Theory]
    [InlineData("/data")]
    [InlineData("/srv/x")]
    [InlineData("/workspaces")]
    public void Plain_targets_pass(string target) => VolumeTarget.FindProblem(target).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("data")]
    [InlineData("/data/")]
    [InlineData("/a//b")]
    [InlineData("/a/../b")]
    [InlineData("/a/./b")]
    [InlineData("/a\nb")]
    [InlineData("/workspace")]
    [InlineData("/workspace/x")]
    [InlineData("/etc")]
    [InlineData("/usr/lib")]
    [InlineData("/data/.git")]
    public void Other_targets_are_refused(string target) => VolumeTarget.FindProblem(target).ShouldNotBeNull();
}
