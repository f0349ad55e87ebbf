using System.Text.Json;

namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>A program that has ended: its exit code and what it wrote.</summary>
/// <param name="ExitCode">Exit code, or 128 plus the signal.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Took">From start to end.</param>
internal sealed record Ended(int ExitCode, string Out, string Error, TimeSpan Took)
{
    /// <summary>Standard output as the one JSON object that it must be.</summary>
    public JsonElement Json
    {
        get
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(Out);
                document.RootElement.ValueKind.ShouldBe(JsonValueKind.Object, ToString());
                return document.RootElement.Clone();
            }
            catch (JsonException error)
            {
                throw new ShouldAssertException($"standard output is not one JSON object: {error.Message}\n{this}", error);
            }
        }
    }

    /// <summary>The <c>error</c> of the JSON object.</summary>
    public JsonElement JsonError => Json.GetProperty("error");

    /// <summary>The run's id in the JSON object.</summary>
    public string RunId => Json.GetProperty("run_id").GetString()!;

    /// <summary>Checks the exit code; the message shows both streams.</summary>
    public Ended ShouldExit(int code)
    {
        ExitCode.ShouldBe(code, ToString());
        return this;
    }

    /// <summary>Checks that <c>--json</c> gave one object whose error has this code, a sentence and no stray output.</summary>
    public Ended ShouldSay(string code)
    {
        JsonError.GetProperty("code").GetString().ShouldBe(code, ToString());
        JsonError.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
        ShouldBeFreeOfCrashes();
        return this;
    }

    /// <summary>Checks a part of the error's sentence.</summary>
    public Ended ShouldMention(string part)
    {
        JsonError.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain(part, Case.Insensitive, ToString());
        return this;
    }

    /// <summary>Checks that the error says what would mend it.</summary>
    public Ended ShouldMendWith(string part)
    {
        (JsonError.GetProperty("mend").GetString() ?? "").ShouldContain(part, Case.Insensitive, ToString());
        return this;
    }

    /// <summary>Checks the place that the error names; the file's end is enough.</summary>
    public Ended ShouldPointAt(string file, int line)
    {
        (JsonError.GetProperty("file").GetString() ?? "").ShouldEndWith(file, Case.Sensitive, ToString());
        JsonError.GetProperty("line").GetInt32().ShouldBe(line, ToString());
        return this;
    }

    /// <summary>Checks the plain form, for a person: code, place where there is one, mend where there is one.</summary>
    public Ended ShouldPrint(params string[] parts)
    {
        foreach (string part in parts)
        {
            Error.ShouldContain(part, Case.Sensitive, ToString());
        }

        ShouldBeFreeOfCrashes();
        return this;
    }

    public override string ToString() => $"exit {ExitCode} after {Took.TotalSeconds:0.00} s\n--- out\n{Cut(Out)}\n--- error\n{Cut(Error)}";

    // A stack trace of the host is a defect whatever the exit code is.
    private void ShouldBeFreeOfCrashes()
    {
        Error.ShouldNotContain("Unhandled exception", Case.Insensitive, ToString());
        Error.ShouldNotContain("   at Tactus.", Case.Sensitive, ToString());
    }

    private static string Cut(string text) => text.Length > 4000 ? text[..4000] + "…" : text;
}
