using Tactus.Language.Tests.Support;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves what a model may be declared as and what each type predicts.</summary>
public sealed class ModelTests
{
    [Theory]
    [InlineData("Model 's' { type = 'mock', value = { label = 'pos' }, input = { text = 'string' }, output = { label = 'string' } } local r = Model('s')({ text = 'hi' }) local out = r.output or r return { out.label, r.label, tostring(r) }", """["pos","pos","{\"label\":\"pos\"}"]""")]
    [InlineData("local m = Model { type = 'mock', value = 5 } return { m({}).output, m.predict({}).output, m:predict({}).output, m.name, m.type }", """[5,5,5,"m","mock"]""")]
    [InlineData("local m = Model { type = 'mock', values = { good = 'pos', bad = 'neg' }, default = 'none' } return { m('good').output, m { text = 'bad' }.output, m('x').output }", """["pos","neg","none"]""")]
    [InlineData("local m = Model { type = 'mock', value = 1, input = { text = field.string{required = true} } } return m('plain').output", "1")]
    public void Predictions(string program, string expected) => Outcomes.Of(program).ShouldBe(expected);

    [Theory]
    [InlineData("local m = Model { type = 'magic' }", "TAC1430 Model 'm': there is no model type 'magic'; known are http, llm, mock, naive_bayes, registry")]
    [InlineData("local m = Model { type = 'pytorch' } m('x')", "TAC1430 Model 'm': models of type 'pytorch' exist in Python only; here they answer in runs with mocks alone | serve it over http")]
    [InlineData("local m = Model {}", "TAC1430 Model 'm' has no type")]
    [InlineData("local m = Model { type = 'mock', vlaue = 1 }", "TAC1002 Model 'm' has no key 'vlaue'; did you mean 'value'?")]
    [InlineData("local m = Model { type = 'mock', input = { text = 'strin' } }", "TAC1430 'text' of 'input' of Model 'm' cannot be of type 'strin'; did you mean 'string'?")]
    [InlineData("local m = Model { type = 'mock', value = 1, input = { n = 'integer' } } m { n = 'x' }", "TAC1431 the input of model 'm' breaks its schema: n: must be an integer")]
    [InlineData("local m = Model { type = 'naive_bayes' } m('x')", "TAC1430 Model 'm' has no data to learn from")]
    [InlineData("local m = Model { type = 'registry' } m('x')", "TAC1430 Model 'm': there is no registry of trained models here")]
    [InlineData("local m = Model { type = 'http', url = 'https://x' } m('x')", "TAC1430 Model 'm' names no host tool")]
    [InlineData("local m = Model { type = 'http', tool = 'x', url = 'https://x' }", "TAC1430 Model 'm' has both 'tool' and 'url'")]
    [InlineData("Model('nobody')('x')", "TAC1410 there is no model 'nobody'")]
    [InlineData("local m = Model { type = 'mock' } m(1, 2)", "TAC1431 model 'm' takes one value, and got 2")]
    public void Errors(string program, string expected) => Outcomes.Of(program).ShouldStartWith(expected);

    [Fact]
    public void A_naive_bayes_learns_from_its_examples()
    {
        const string Source = """
            local m = Model { type = 'naive_bayes', data = { { text = 'good great', label = 'pos' }, { text = 'bad awful', label = 'neg' }, { text = 'great fun', label = 'pos' } } }
            local r = m('a great day') return { r.output.label, r.confidence > 0.7 and r.confidence < 1 }
            """;
        var start = Harness.StartOf(Source).WithModule("tactus.models.naive_bayes", RepositoryFile.Read("procedures/tactus/models/naive_bayes.tac"));
        Value.Decode(Harness.Run(start, new ScriptedChannel()).Output.Span).ToString().ShouldBe("""["pos",true]""");
    }

    [Fact]
    public void An_output_that_breaks_its_schema_passes_with_a_warning()
    {
        var channel = new ScriptedChannel();
        Outcomes.Of("local m = Model { type = 'mock', value = { n = 'x' }, output = { n = 'integer' } } return m({}).n", channel).ShouldBe("\"x\"");
        channel.Events.ShouldContain(line => line.Name == "warn" && line.Text.ToStringUtf8().StartsWith("the output of model 'm' breaks its schema", StringComparison.Ordinal));
    }

    [Fact]
    public void An_llm_is_asked_through_a_chat()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("{\"label\":\"pos\"}");
        Outcomes.Of("local m = Model { type = 'llm', model = 'mock/m', prompt = 'Classify for {params.who}.', output = { label = field.string{} } } return m { text = 'hi', who = 'me' }.label", channel)
            .ShouldBe("\"pos\"");
        channel.Chats()[0].Messages().ShouldBe(["system: Classify for me.", "user: {\"text\":\"hi\",\"who\":\"me\"}"]);
        channel.Chats()[0].Text("stream").ShouldBe("false");
    }

    [Fact]
    public void A_model_behind_http_is_a_host_tool()
    {
        ScriptedChannel channel = new ScriptedChannel().Answer("host.call", "sentiment.predict", ValueJson.Parse("""{"label":"neg"}"""));
        Outcomes.Of("local m = Model { type = 'http', tool = 'sentiment.predict' } return { m { text = 'hi' }.label, m('plain').output.label }", channel).ShouldBe("""["neg","neg"]""");
        channel.Effects.ShouldBe(["""main#1 host.call sentiment.predict {"text":"hi"}""", """main#2 host.call sentiment.predict {"input":"plain"}"""]);
    }
}
