using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Testing;

// Proves how a guest goes through a scenario: one run, inputs before it, the first step that does not hold ends it, nobody is waited for.
public sealed class ScenarioTests
{
    private const string Doubling = """
        Procedure {
          input = { n = field.number{default = 3} },
          output = { total = field.number{required = true} },
          state = { count = field.number{default = 0} },
          function(input)
            State.increment("count", 1)
            if input.n < 0 then error("too small") end
            return { total = 2 * input.n }
          end
        }
        Step("the total is {n}", function(input, n) return input.output.total == n, "it is " .. input.output.total end)
        Step("n is doubled", function(input) assert(input.output.total == 2 * input.n) end)
        Step("n is set to {n}", function(input, n) input.n = n end)
        Step("it raises", function() error("raised here") end)
        Step("state is seen", function(input) assert(state.count == 1 and input.state.count == 1) end)
        """;

    private const string Three = """{"value":{"kind":"number","value":3,"text":"3"},"name":"n"}""";

    [Fact]
    public void A_scenario_runs_the_procedure_once_with_the_inputs_of_its_steps()
    {
        MapValue answer = TestRun.Steps(
            Doubling, "started", "input " + Three.Replace("3", "4", StringComparison.Ordinal), "run", "run",
            """value_is {"key":"total","value":{"kind":"number","value":8,"text":"8"}}""",
            """value_is {"of":"state","key":"count","value":{"kind":"number","value":1,"text":"1"}}""", "succeeds");

        answer.Told().ShouldBe("passed, passed, passed, passed, passed, passed, passed");
        answer.At("run.output").ShouldBe("""{"total":8}""");
        answer.At("run.state").ShouldBe("""{"count":1}""");
    }

    [Fact]
    public void The_first_step_that_does_not_hold_ends_the_scenario()
    {
        MapValue answer = TestRun.Steps(Doubling, "run", """value_is {"key":"total","value":{"kind":"number","value":7,"text":"7"}}""", "succeeds");

        answer.Told().ShouldBe("passed, failed: output.total is not what was expected, skipped");
    }

    [Fact]
    public void A_step_that_looks_at_an_outcome_runs_the_procedure_where_no_step_did() => TestRun.Steps(Doubling, "succeeds").Told().ShouldBe("passed");

    [Theory]
    [InlineData("fails", "passed, passed, passed")]
    [InlineData("""fails {"text":"too small"}""", "passed, passed, passed")]
    [InlineData("""fails {"text":"too large"}""", "passed, passed, failed: the procedure failed with another error")]
    [InlineData("succeeds", "passed, failed: too small, skipped")]
    public void A_run_that_fails_fails_its_step_unless_that_was_expected(string then, string told) =>
        TestRun.Steps(Doubling, """input {"name":"n","value":{"value":-1}}""", "run", then).Told().ShouldBe(told);

    [Fact]
    public void A_failure_has_the_place_of_the_error()
    {
        MapValue answer = TestRun.Steps(Doubling, """custom {"text":"n is set to {n}","arguments":[-1]}""", "run");

        answer.At("run.error.line").ShouldBe("7");
        answer.At("run.error.message").ShouldBe("\"too small\"");
    }

    [Theory]
    [InlineData("""custom {"text":"n is doubled"}""", "passed, passed")]
    [InlineData("""custom {"text":"state is seen"}""", "passed, passed")]
    [InlineData("""custom {"text":"the total is {n}","arguments":[6]}""", "passed, passed")]
    [InlineData("""custom {"text":"the total is {n}","arguments":[7]}""", "passed, failed: it is 6")]
    [InlineData("""custom {"text":"it raises"}""", "passed, failed: raised here")]
    [InlineData("""custom {"text":"n is set to {n}","arguments":[7]}""", "passed, failed: an input cannot be set after the run")]
    public void A_step_of_the_file_fails_by_an_error_or_by_false(string step, string told) => TestRun.Steps(Doubling, "run", step).Told().ShouldBe(told);

    [Fact]
    public void Wrong_inputs_fail_the_run_and_not_the_test()
    {
        MapValue answer = TestRun.Steps(Doubling, """input {"name":"m","value":{"value":1}}""", "run", "fails");

        answer.Told().ShouldBe("passed, passed, passed");
        answer.At("run.error.code").ShouldBe("\"TAC1101\"");
    }

    [Theory]
    [InlineData("""input {"name":"zip","value":{"kind":"number","value":12345,"text":"12345"}}""", "\"12345\"")]
    [InlineData("""input {"name":"zip","value":{"kind":"boolean","value":true,"text":"True"}}""", "\"True\"")]
    [InlineData("""input {"name":"n","value":{"kind":"number","value":5,"text":"5"}}""", "5")]
    public void An_input_that_is_a_text_is_what_the_step_wrote(string step, string expected)
    {
        TestRun.Steps("Procedure { input = { zip = field.string{}, n = field.number{} }, function(input) return input.zip or input.n end }", step, "run").At("run.output").ShouldBe(expected);
        TestRun.Steps("input { zip = field.string{}, n = field.number{} } return input.zip or input.n", step, "run").At("run.output").ShouldBe(expected);
    }

    [Fact]
    public void A_script_has_the_inputs_of_its_steps_when_it_first_needs_one()
    {
        const string script = """
            input { name = field.string{required = true} }
            output { text = field.string{} }
            Step("the name is given", function(input) input.name = "Ann" end)
            local greeting = "Hello, " .. input.name
            return { text = greeting }
            """;

        TestRun.Steps(script, """custom {"text":"the name is given"}""", "run", """value_is {"key":"text","value":{"kind":"exact","value":"Hello, Ann","text":"\"Hello, Ann\""}}""")
            .Told().ShouldBe("passed, passed, passed");
        TestRun.Steps(script, "run", "fails").At("run.error.code").ShouldBe("\"TAC1101\"");
    }

    [Fact]
    public void A_script_has_its_mocks_before_its_first_effect()
    {
        var channel = new ScriptedChannel();
        MapValue answer = TestRun.Steps(
            """local got = Host.call("host.get", {a = 1}) return got.b""", channel, mock: false,
            """mock_tool {"name":"host.get","value":{"value":{"b":2}}}""", "run", """value_is {"value":{"kind":"number","value":2,"text":"2"}}""",
            """tool_called_exactly {"name":"host.get","count":1}""");

        answer.Told().ShouldBe("passed, passed, passed, passed");
        channel.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_is_waited_for()
    {
        const string asking = """
            Procedure { function()
              Sleep(3600)
              local attempts = 0
              Retry.with_backoff(function() attempts = attempts + 1 if attempts < 3 then error("again") end end)
              local waited = Procedure.defer{key = "k", resume_at = "2030-01-01T00:00:00Z", reason = "later"}
              return {
                approve = Human.approve("?"), input = Human.input{message = "?", default = "d"}, none = Human.input("?"),
                select = Human.select{message = "?", options = {"a", "b"}}, several = Human.select{message = "?", options = {"a", "b"}, mode = "multiple"},
                review = Human.review{message = "?", artifact = "x"}.decision, waited = waited.completed, escalated = Human.escalate("?") == nil,
                all = Human.multiple{ {id = "i", label = "I", type = "approve", message = "?"} }.i,
              }
            end }
            """;
        var channel = new ScriptedChannel();

        MapValue answer = TestRun.Steps(asking, channel, mock: false, "run");

        answer.At("run.output").ShouldBe(
            ValueJson.Parse("""{"approve":true,"input":"d","none":"","select":"a","several":["a"],"review":"Approve","waited":true,"escalated":true,"all":true}""").ToString());
        channel.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void People_answer_what_steps_say_and_the_last_answer_stays()
    {
        const string asking = """
            Procedure { function()
              return { a = {Human.approve("1"), Human.approve("2"), Human.approve("3")}, i = Human.input("?"),
                s = Human.select{message = "?", options = {{label = "First", value = 1}, {label = "Second", value = 2}}},
                r = Human.review{message = "?"}.decision }
            end }
            """;

        MapValue answer = TestRun.Steps(
            asking, """person_presses {"yes":true}""", """person_presses {"yes":false}""", """person_enters {"value":{"value":"Ann"}}""",
            """person_selects {"value":{"value":"second"}}""", """person_decides {"value":{"value":"reject"}}""", "run");

        answer.At("run.output").ShouldBe(ValueJson.Parse("""{"a":[true,false,false],"i":"Ann","s":2,"r":"Reject"}""").ToString());
    }

    [Fact]
    public void An_answer_that_is_no_option_fails_the_run() =>
        TestRun.Steps("""Procedure { function() return Human.select{message = "?", options = {"a"}} end }""", """person_selects {"value":{"value":"b"}}""", "run", "fails")
            .At("run.error.code").ShouldBe("\"TAC1506\"");

    [Fact]
    public void A_file_that_is_wrong_is_invalid()
    {
        ProcedureOutcome outcome = TestRun.Outcome("Procedure { input = {} }", new ScriptedChannel(), true, Value.MapOf(("scenario", Value.Of("S")), ("steps", Value.EmptyList)));

        outcome.Status.ShouldBe(FinishRequest.Types.Status.Invalid);
        outcome.Error!.Code.ShouldBe("TAC1008");
    }

    [Fact]
    public void An_output_that_is_no_data_fails_as_it_would_in_a_run() =>
        TestRun.Steps("Procedure { function() return { f = print } end }", "run", "fails").At("run.error.code").ShouldBe("\"TAC1104\"");

    [Fact]
    public void In_a_plain_run_specifications_and_steps_do_nothing() =>
        Harness.Output("""Specification([[Feature: F]]) Step("x", function() error("never") end) Evaluation { runs = 2 } return 1""").ShouldBe(Value.Of(1));
}
