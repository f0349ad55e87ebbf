// Proves that names that steer the loader or the runtime cannot be set for a procedure, and that ordinary ones can.
using Tactus.Policy.Environment;

namespace Tactus.Policy.Tests.Environment;

public sealed class VariableNameTests
{
    [Theory]
    [InlineData("LANG")]
    [InlineData("_x1")]
    public void Ordinary_names_pass(string name)
    {
        VariableName.FindProblem(name).ShouldBeNull();
        VariableName.FindReserved(name).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1A")]
    [InlineData("A-B")]
    [InlineData("A=B")]
    [InlineData("Ä")]
    public void Other_names_are_refused(string name) => VariableName.FindProblem(name).ShouldNotBeNull();

    [Fact]
    public void A_name_may_have_128_characters_and_no_more()
    {
        VariableName.FindProblem(new string('A', 128)).ShouldBeNull();
        VariableName.FindProblem(new string('A', 129)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("LD_PRELOAD")]
    [InlineData("ld_preload")]
    [InlineData("DOTNET_DiagnosticPorts")]
    [InlineData("GLIBC_TUNABLES")]
    [InlineData("TACTUS_X")]
    public void Reserved_names_carry_their_reason(string name) => VariableName.FindReserved(name)!.Reason.ShouldNotBeEmpty();
}
