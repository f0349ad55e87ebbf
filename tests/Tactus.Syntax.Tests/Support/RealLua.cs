using System.Text;
using Tactus.Lua;

namespace Tactus.Syntax.Tests.Support;

/// <summary>The compiler of the machine that runs procedures: says whether a text is Lua. One machine compiles any number of texts.</summary>
internal static class RealLua
{
    private const string Prelude = """
        local native, G = ...
        function native.main()
          local message
          while true do
            local source = native.effect("next", message)
            if source == nil then return end
            local body, why = native.load_text(source, "@x", G)
            message = body == nil and why or nil
          end
        end
        """;

    /// <summary>Compiles texts, one after the other, and hands each verdict on: null, or Lua's message.</summary>
    public static void Compile(IEnumerable<byte[]> sources, Action<byte[], string?> verdict) => LuaThread.Run(() => CompileHere(sources, verdict));

    private static void CompileHere(IEnumerable<byte[]> sources, Action<byte[], string?> verdict)
    {
        using var vm = new LuaVm(new LuaVmOptions { MemoryLimitBytes = 256 << 20 });
        vm.LoadPrelude("compile", Encoding.UTF8.GetBytes(Prelude));
        vm.SetMain("x", ""u8);
        vm.Start().ShouldBe(LuaStatus.Effect);
        foreach (byte[] source in sources)
        {
            vm.Stack.PushBytes(source.AsSpan(Preamble.Length(source)));
            vm.Resume(1).ShouldBe(LuaStatus.Effect, vm.Failure?.Message);
            verdict(source, vm.Stack.ToText(2));
        }
    }

    /// <summary>What Lua says of one text: null when it takes it.</summary>
    public static string? Refusal(string source)
    {
        string? refusal = null;
        Compile([Encoding.UTF8.GetBytes(source)], (_, message) => refusal = message);
        return refusal;
    }
}
