using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Attacks;

// Proves that the harmless twin of every attack works, so that an attack is not "stopped" by something that stops everything.
public sealed class AttackControlTests
{
    public static TheoryData<string> Names() => AttackCorpusTests.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_harmless_twin_of_an_attack_works(string name)
    {
        var attack = AttackFile.Read(name);
        attack.Control.ShouldNotBeEmpty();

        InProcess.Print(attack.Control).ShouldBe("works");
    }
}
