// Proves that the pages say what the code does: the table of keys is the generated one, every YAML example loads, every code has its row.
using System.Text.RegularExpressions;
using Tactus.Configuration.Docs;
using Tactus.Configuration.Loading;
using Tactus.Configuration.Tests.Support;

namespace Tactus.Configuration.Tests.Docs;

public sealed class DocumentationTests : IDisposable
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private static readonly Regex YamlBlock = new("```yaml\n(?<yaml>.*?)```", Linear | RegexOptions.Singleline);
    private static readonly Regex Code = new("\"(?<code>TAC\\d{4})\"", Linear);
    private static readonly Regex Row = new("^\\| (?<code>TAC\\d{4}) ", Linear | RegexOptions.Multiline);

    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void The_table_of_keys_is_the_generated_one()
    {
        var page = Read("docs/configuration.md");
        const string begin = "<!-- keys: begin -->\n";
        var start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var end = page.IndexOf("<!-- keys: end -->", StringComparison.Ordinal);

        page[start..end].Split('\n').ShouldBe(KeysTable.ToMarkdown().Split('\n'), "write KeysTable.ToMarkdown() between the two marks of docs/configuration.md");
    }

    [Theory]
    [InlineData("docs/configuration.md", 2)]
    [InlineData("docs/host-tools.md", 1)]
    [InlineData("docs/mcp.md", 3)]
    [InlineData("docs/models.md", 3)]
    public void Every_example_of_a_page_loads(string page, int count)
    {
        var examples = YamlBlock.Matches(Read(page)).Select(match => match.Groups["yaml"].Value).ToList();

        examples.Count.ShouldBe(count);
        foreach (var example in examples)
        {
            using var machine = new TemporaryHome();
            _ = example.Contains("ceiling:", StringComparison.Ordinal) ? machine.WithUser(example) : machine.WithSidecar(example);
            machine.Load().Files.ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void Every_code_has_a_row_and_every_row_a_code()
    {
        var sources = Directory.EnumerateFiles(Checkout.PathOf("src/Tactus.Configuration"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        var used = sources.SelectMany(source => Code.Matches(source)).Select(match => match.Groups["code"].Value).Distinct().Order();
        var documented = Row.Matches(Read("docs/errors/configuration.md")).Select(match => match.Groups["code"].Value).Order();

        documented.ShouldBe(used);
    }

    [Fact]
    public void The_specifications_example_is_read()
    {
        home.WithSidecar(
            """
            sandbox:
              enabled: true
              driver: auto
              timeout: 3600
              network: none
              mount_current_dir: true
              workspace: direct
              volumes: ["./data:/data:ro"]
              env: {LANG: C.UTF-8}
              limits: {memory: 512m, cpus: 1, cpu_time: 60s, pids: 32, files: 256, output: 1m, workspace: 1g, effects: 100000}
            checkpoint: {strict_determinism: true, keep: 30d}
            permissions: {mode: edit}
            tools:
              allow: [host.ping, "github.*"]
            models:
              default: openai/gpt-4o-mini
              providers:
                openai: {api_key: "${secret:OPENAI_API_KEY}", base_url: https://api.openai.com/v1}
              budget: {tokens: 200000, usd: 2.00}
            mcp_servers:
              everything: {command: [npx, "@modelcontextprotocol/server-everything"]}
            """);

        new ConfigurationLoader(TimeProvider.System).Validate(home.Request).ShouldBeEmpty();
    }

    private static string Read(string page) => File.ReadAllText(Checkout.PathOf(page));
}
