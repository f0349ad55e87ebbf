using System.Globalization;
using Google.Protobuf;
using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests;

/// <summary>Proves that every procedure under Cases ends, asks and prints exactly as its header says, on the real machine.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Cases()
    {
        string root = Path.Combine(AppContext.BaseDirectory, "Cases");
        return [.. Directory.GetFiles(root, "*.tac", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path))
            .Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_case_ends_as_its_header_says(string path)
    {
        CaseFile file = CaseFile.Read(Path.Combine(AppContext.BaseDirectory, "Cases", path));
        ScriptedChannel channel = ChannelOf(file);
        ProcedureOutcome outcome = Harness.Run(StartOf(file), channel);

        CheckEnd(file, outcome);
        CheckError(file, outcome);
        if (file.All("effect") is { Count: > 0 } effects)
        {
            channel.Effects.ShouldBe(effects);
        }

        if (file.All("line") is { Count: > 0 } lines)
        {
            channel.Events.Select(Show).ShouldBe(lines);
        }

        if (file["procedures"] is { } procedures)
        {
            var described = (MapValue)Value.Decode(outcome.Output.Span);
            described.TryGet("procedures", out Value? list).ShouldBeTrue();
            string.Join(' ', ((ListValue)list!).Items.Cast<MapValue>().Select(NameAndLine)).ShouldBe(procedures);
        }
    }

    private static StartResponse StartOf(CaseFile file)
    {
        StartResponse start = Harness.StartOf("", file.Name);
        start.Bundle.Files[0].Source = ByteString.CopyFrom(file.Source);
        start.Mode = file["mode"] == "describe" ? StartResponse.Types.Mode.Describe : StartResponse.Types.Mode.Run;
        start.CoerceInput = file["coerce"] == "true";
        start.Mock = file["mock"] == "true";
        start.Procedure = file["procedure"] ?? "";
        start.Input = ByteString.CopyFrom(ValueJson.Parse(file["input"] ?? "{}").Encode());
        start.Limits.OutputBytes = ulong.Parse(file["output_limit"] ?? "0", CultureInfo.InvariantCulture);
        start.Limits.LuaMemoryBytes = ulong.Parse(file["memory"] ?? "134217728", CultureInfo.InvariantCulture);
        return start;
    }

    private static ScriptedChannel ChannelOf(CaseFile file)
    {
        var channel = new ScriptedChannel();
        foreach (string[] parts in file.All("answer").Select(line => line.Split(' ', 3)))
        {
            channel.Answer(parts[0], parts[1], ValueJson.Parse(parts[2]));
        }

        foreach ((string line, bool fatal) in file.All("refuse").Select(line => (line, false)).Concat(file.All("fatal").Select(line => (line, true))))
        {
            string[] parts = line.Split(' ', 5);
            channel.Refuse(
                parts[0],
                parts[1],
                new EffectError { Code = parts[2], Kind = parts[3], Message = parts[4], Mend = "tools.allow", Fatal = fatal });
        }

        foreach (string[] parts in file.All("suspend").Select(line => line.Split(' ')))
        {
            channel.Suspend(parts[0], parts[1]);
        }

        channel.ClockUnixNanos = long.Parse(file["clock"] ?? "1700000000000000000", CultureInfo.InvariantCulture);
        return channel;
    }

    private static void CheckEnd(CaseFile file, ProcedureOutcome outcome)
    {
        string expect = file["expect"].ShouldNotBeNull("the case has no '-- expect:' line");
        string[] parts = expect.Split(' ', 2);
        string status = outcome.Status.ToString();
        status.ToUpperInvariant().ShouldBe(parts[0].Replace("_", "", StringComparison.Ordinal).ToUpperInvariant(), outcome.Error?.ToString());
        if (parts.Length == 2 && parts[0] == "succeeded")
        {
            Value.Decode(outcome.Output.Span).ToString().ShouldBe(ValueJson.Parse(parts[1]).ToString());
        }
        else if (parts.Length == 2)
        {
            string[] error = parts[1].Split(' ', 3);
            outcome.Error.ShouldNotBeNull();
            outcome.Error.Code.ShouldBe(error[0], outcome.Error.ToString());
            outcome.Error.Message.ShouldContain(error[2]);
            (outcome.Error.Location?.Line ?? 0).ToString(CultureInfo.InvariantCulture).ShouldBe(error[1], outcome.Error.ToString());
        }
    }

    private static void CheckError(CaseFile file, ProcedureOutcome outcome)
    {
        foreach (string text in file.All("holds"))
        {
            outcome.Error!.Message.ShouldContain(text);
        }

        foreach (string text in file.All("mend"))
        {
            outcome.Error!.Mend.ShouldContain(text);
        }

        foreach (string text in file.All("traceback"))
        {
            outcome.Error!.Traceback.ShouldContain(text);
        }
    }

    private static string Show(Event line) => line.Kind == Event.Types.Kind.Print
        ? line.Text.ToStringUtf8()
        : $"{line.Name}: {line.Text.ToStringUtf8()}" + (line.Data.IsEmpty ? "" : " " + Value.Decode(line.Data.Span));

    private static string NameAndLine(MapValue procedure)
    {
        procedure.TryGet("name", out Value? name).ShouldBeTrue();
        procedure.TryGet("line", out Value? line).ShouldBeTrue();
        return name!.ToString().Trim('"') + "@" + line;
    }
}
