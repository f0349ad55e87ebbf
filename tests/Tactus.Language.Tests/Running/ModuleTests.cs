using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Status = Tactus.Protocol.V1.FinishRequest.Types.Status;

namespace Tactus.Language.Tests.Running;

/// <summary>Proves that modules of the bundle are found, keep the language's names and rules, and that their errors name the module's line.</summary>
public sealed class ModuleTests
{
    [Fact]
    public void A_module_is_run_once_and_may_ask_for_effects()
    {
        var channel = new ScriptedChannel().Answer("host.call", "x", Value.Of(2));
        StartResponse start = Harness.StartOf("local a, b = require('helpers.sums'), require('helpers.sums') return { a == b, a.sum() }")
            .WithModule("helpers.sums", "print('loaded') local M = {} function M.sum() return 1 + Host.call('x') end return M");

        ProcedureOutcome outcome = Harness.Run(start, channel);

        Value.Decode(outcome.Output.Span).ToString().ShouldBe("[true,3]");
        channel.Events.Count.ShouldBe(1);
        channel.Requests.Single().Location.ShouldBe(new SourceLocation { File = "helpers/sums.tac", Line = 1 });
    }

    [Fact]
    public void Procedures_in_a_module_have_names_from_its_source()
    {
        StartResponse start = Harness.StartOf("require('more') Procedure { function() return 'main' end }")
            .WithModule("more", "local helper = Procedure { function() return 'helper' end }");
        start.Procedure = "helper";
        Value.Decode(Harness.Run(start, new ScriptedChannel()).Output.Span).ToString().ShouldBe("\"helper\"");
    }

    [Theory]
    [InlineData("return Procedure.run('helpers/sum.tac', { a = 1 })", "2")]
    [InlineData("return Procedure.run('./helpers/sum.tac', { a = 1 })", "2")]
    [InlineData("return require('helpers/sum') and require('./helpers/sum') and Procedure.run('helpers/sum.tac', { a = 1 })", "2")]
    public void A_file_is_named_by_its_path_and_has_a_main_procedure_of_its_own(string body, string output)
    {
        StartResponse start = Harness.StartOf($"Procedure {{ function() {body} end }}")
            .WithModule("helpers.sum", "local other = Procedure { function() return 0 end } Procedure { function(input) return input.a + 1 end }");
        Value.Decode(Harness.Run(start, new ScriptedChannel()).Output.Span).ToString().ShouldBe(output);
    }

    [Theory]
    [InlineData("require('more') return 'script'", "\"script\"")]
    [InlineData("require('more') output(field.string{}) return 'script'", "\"script\"")]
    [InlineData("require('more') function main() return 'main' end", "\"main\"")]
    [InlineData("return Procedure { function() return 'returned' end }", "\"returned\"")]
    public void A_modules_procedure_never_runs_in_place_of_the_main_file(string main, string output)
    {
        StartResponse start = Harness.StartOf(main).WithModule("more", "helper = Procedure { function() return 'helper' end } return helper");
        Value.Decode(Harness.Run(start, new ScriptedChannel()).Output.Span).ToString().ShouldBe(output);
    }

    [Theory]
    [InlineData("local x = = 1", "TAC2106", "helpers/bad.tac:1:")]
    [InlineData("\nerror('broken')", "TAC1301", "broken")]
    [InlineData("input { a = field.string{} }", "TAC1009", "stands in a module")]
    [InlineData("Procedure { functoin = 1 }", "TAC1002", "no key 'functoin'")]
    public void Errors_in_a_module_are_told(string module, string code, string text)
    {
        ProcedureOutcome outcome = Harness.Run(Harness.StartOf("require('helpers.bad')").WithModule("helpers.bad", module), new ScriptedChannel());
        outcome.Error.ShouldNotBeNull();
        outcome.Error.Code.ShouldBe(code);
        outcome.Error.Message.ShouldContain(text);
    }

    [Fact]
    public void A_missing_module_is_invalid_and_says_where_it_was_looked_for()
    {
        ProcedureOutcome outcome = Harness.Run(Harness.StartOf("\nrequire('absent')"), new ScriptedChannel());
        outcome.Status.ShouldBe(Status.Invalid);
        outcome.Error!.Code.ShouldBe("TAC2105");
        outcome.Error.Message.ShouldContain("beside the procedure");
        outcome.Error.Location.ShouldBe(new SourceLocation { File = "test.tac", Line = 2 });
    }
}
