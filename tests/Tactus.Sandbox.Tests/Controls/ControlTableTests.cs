using Tactus.Protocol;
using Tactus.Sandbox.Controls;
using Tactus.Sandbox.Drivers;

namespace Tactus.Sandbox.Tests.Controls;

// Proves, for every control in every driver's table, that its absence refuses a run or shows in its record, as the table says.
public sealed class ControlTableTests
{
    public static TheoryData<string, string> Every()
    {
        var data = new TheoryData<string, string>();
        foreach (string driver in (string[])["docker", "bubblewrap", "none"])
        {
            foreach (ControlDefinition control in ControlTable.Load(driver).Definitions)
            {
                data.Add(driver, control.Name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_control_that_is_missing_is_refused_or_recorded(string driver, string name)
    {
        ControlTable table = ControlTable.Load(driver);
        ControlDefinition control = table.Definitions.Single(definition => definition.Name == name);
        Dictionary<string, ControlFact> facts = table.Definitions.ToDictionary(definition => definition.Name, _ => new ControlFact(Present: true, "given"));
        table.Refusal(table.Evaluate(facts)).ShouldBeNull("the control: with everything there, nothing is refused");
        ControlTable.Shortfalls(table.Evaluate(facts)).ShouldBeEmpty();

        facts.Remove(name);
        IReadOnlyList<ControlStatus> statuses = table.Evaluate(facts);

        TactusException? refusal = table.Refusal(statuses);
        if (control.Required)
        {
            refusal.ShouldNotBeNull();
            refusal.Code.ShouldBe("TAC5002");
            refusal.Message.ShouldContain(control.Missing);
            refusal.Mend.ShouldBe(control.Mend);
        }
        else
        {
            refusal.ShouldBeNull();
            ControlTable.Shortfalls(statuses).ShouldBe([$"{name}: {control.Missing}"]);
        }
    }

    [Fact]
    public void A_replaced_control_is_recorded_with_what_replaces_it()
    {
        ControlTable table = ControlTable.Load("bubblewrap");
        Dictionary<string, ControlFact> facts = table.Definitions.ToDictionary(definition => definition.Name, _ => new ControlFact(Present: true, "given"));
        facts["memory"] = new ControlFact(Present: false, "rlimit");

        ControlTable.Shortfalls(table.Evaluate(facts)).ShouldBe(["memory: rlimit"]);
    }
}
