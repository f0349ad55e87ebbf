using System.Text;
using Tactus.Engine.Procedures;

namespace Tactus.Engine.Tests.Procedures;

// Proves which module names the host finds in a source without running it.
public sealed class ModuleScannerTests
{
    [Theory]
    [InlineData("local a = require(\"helpers.csv\")", "helpers.csv")]
    [InlineData("local a = require 'walk'", "walk")]
    [InlineData("local a = require  \"x_1.y\" .z", "x_1.y")]
    [InlineData("-- require(\"in.a.comment\")", "in.a.comment")]
    [InlineData("require(name)", "")]
    [InlineData("require('../escape')", "")]
    [InlineData("require('/etc/passwd')", "")]
    [InlineData("require('a..b')", "")]
    [InlineData("xrequire('a')", "")]
    public void Finds_literal_names(string source, string expected) => string.Join(',', Scan(source)).ShouldBe(expected);

    [Fact]
    public void Finds_each_name_once() => Scan("require('a') require('b') require('a')").ShouldBe(["a", "b"]);

    [Fact]
    public void Reads_a_large_hostile_source_in_linear_time()
    {
        string source = string.Concat(Enumerable.Repeat("require ((((require '", 200_000));

        Scan(source).ShouldBeEmpty();
    }

    private static IReadOnlyCollection<string> Scan(string source) => ModuleScanner.Scan(Encoding.UTF8.GetBytes(source));
}
