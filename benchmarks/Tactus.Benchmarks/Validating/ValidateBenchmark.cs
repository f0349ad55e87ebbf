using System.Globalization;
using System.Text;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Processes;
using Tactus.Benchmarks.Reporting;

namespace Tactus.Benchmarks.Validating;

/// <summary><c>tactus validate</c> and <c>format</c> of a file of five thousand lines, beside <c>luac5.4 -p</c>: what an editor asks for at every save.</summary>
internal sealed class ValidateBenchmark : IBenchmark
{
    private const int Lines = 5000;
    private const string Peer = "luac5.4";

    // Sixteen lines of what procedures are made of; # is a number that makes the names new.
    private const string Part = """
        tool# = Tool {
          description = "Number #",
          input = { name = field.string{required = true, min_length = 1}, count = field.integer{default = #, min = 0} },
          function(args)
            local total = 0
            for index = 1, args.count do
              if index % 2 == 0 then
                total = total + index * #
              else
                total = total - index
              end
            end
            return { total = total, list = { 1, 2, 3, total }, text = args.name:upper() .. "!" }
          end
        }
        agent# = Agent { model = "mock/echo", system_prompt = "You are number #.", tools = { tool# }, temperature = 0.5 }

        """;

    /// <inheritdoc/>
    public string Name => "validate";

    /// <inheritdoc/>
    public string Title => "Whole commands on a file of 5,000 lines";

    /// <inheritdoc/>
    public Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        if (!ChildProcess.IsInstalled(Peer))
        {
            table.AddAbsence("all", $"{Peer} is not installed");
            return Task.CompletedTask;
        }

        string file = Path.Combine(surroundings.Scratch, "long.tac");
        File.WriteAllText(file, Source());
        (string Name, ChildCommand Command)[] commands =
        [
            ("`validate`", TactusCommand.Of(surroundings, "validate", file)),
            ("`validate --quick`", TactusCommand.Of(surroundings, "validate", "--quick", file)),
            ("`format --check`", TactusCommand.Of(surroundings, "format", "--check", file)),
            (Peer, new ChildCommand([Peer, "-p", file])),
        ];
        IReadOnlyList<Sample> samples = Rounds.Run(
            surroundings.Times(full: 11, quick: 1), [.. commands.Select(one => (Func<double>)(() => ChildProcess.Run(one.Command).Elapsed.TotalMilliseconds))]);
        for (int i = 0; i < commands.Length - 1; i++)
        {
            table.AddRatio(commands[i].Name, Milliseconds(samples[i]), $"{Peer} -p: {Milliseconds(samples[^1])}", samples[i].RatioTo(samples[^1]));
        }

        return Task.CompletedTask;
    }

    private static string Source()
    {
        var text = new StringBuilder("Procedure { function() return {} end }\n");
        int perPart = Part.Count(letter => letter == '\n');
        for (int number = 1; number <= Lines / perPart; number++)
        {
            text.Append(Part.Replace("#", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return text.ToString();
    }

    private static string Milliseconds(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Median:0.0} ms");
}
