using Tactus.Lua.Memory;

namespace Tactus.Lua.Tests.Memory;

// Proves that blocks of the heap never overlap, are counted, capped and given back, and land at the same places every time.
public sealed unsafe class ArenaTests
{
    private const int Rounds = 40_000;
    private const int LuaStringTag = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_use_never_mixes_blocks_up_and_ends_empty(int seed)
    {
        using var arena = new Arena(64 << 20);
        var random = new Random(seed);
        var blocks = new List<(nint Address, int Size, byte Fill)>();
        for (var round = 0; round < Rounds; round++)
        {
            switch (random.Next(3))
            {
                case 0:
                    blocks.Add(Take(arena, Size(random), (byte)random.Next(256)));
                    break;
                case 1 when blocks.Count > 0:
                    var grown = random.Next(blocks.Count);
                    blocks[grown] = Resize(arena, blocks[grown], Size(random));
                    break;
                case 2 when blocks.Count > 0:
                    var freed = random.Next(blocks.Count);
                    Check(blocks[freed], seed);
                    Give(arena, blocks[freed]);
                    blocks[freed] = blocks[^1];
                    blocks.RemoveAt(blocks.Count - 1);
                    break;
                default:
                    break;
            }
        }

        foreach (var block in blocks)
        {
            Check(block, seed);
            Give(arena, block);
        }

        arena.State->LiveBytes.ShouldBe(0, $"seed {seed}");
        arena.UsedBytes.ShouldBeLessThanOrEqualTo(SizeClasses.Count * Tactus.Lua.Memory.Span.Bytes, $"seed {seed}");
    }

    [Fact]
    public void The_same_requests_get_the_same_places()
    {
        Places().ShouldBe(Places());

        static List<long> Places()
        {
            using var arena = new Arena(16 << 20);
            var random = new Random(5);
            var places = new List<long>();
            var blocks = new Queue<(nint Address, int Size, byte Fill)>();
            for (var i = 0; i < 5000; i++)
            {
                var block = Take(arena, Size(random) / 4, 0);
                places.Add(block.Address - (nint)arena.State->Base);
                blocks.Enqueue(block);
                if (i % 3 == 0)
                {
                    Give(arena, blocks.Dequeue());
                }
            }

            return places;
        }
    }

    [Fact]
    public void The_cap_refuses_and_lifting_it_allows()
    {
        using var arena = new Arena(4 << 20);
        arena.Enforce();
        ((nint)LuaAllocator.Reallocate(arena.State, null, LuaStringTag, 5 << 20)).ShouldBe(0);
        arena.Refusals.ShouldBe(1);
        arena.Lift();
        var block = LuaAllocator.Reallocate(arena.State, null, LuaStringTag, 5 << 20);
        ((nint)block).ShouldNotBe(0);
        arena.PeakBytes.ShouldBe(5 << 20);
        arena.Enforce();
        ((nint)LuaAllocator.Reallocate(arena.State, null, LuaStringTag, 5000)).ShouldBe(0);
        ((nint)LuaAllocator.Reallocate(arena.State, block, 5 << 20, 100)).ShouldNotBe(0, "a block that shrinks must never be refused");
    }

    [Fact]
    public void Pages_of_large_blocks_go_back_to_the_kernel()
    {
        using var arena = new Arena(256 << 20);
        const int size = 128 << 20;
        var block = (byte*)LuaAllocator.Reallocate(arena.State, null, LuaStringTag, size);
        new Span<byte>(block, size).Fill(1);
        LuaAllocator.Reallocate(arena.State, block, size, 0);

        // Zeroes show that the kernel took the old pages.
        new Span<byte>(block, size).ContainsAnyExcept((byte)0).ShouldBeFalse();
        arena.UsedBytes.ShouldBe(0);
    }

    [Fact]
    public void Coroutine_states_lie_apart_and_stay()
    {
        using var arena = new Arena(16 << 20);
        var state = LuaAllocator.Reallocate(arena.State, null, 8, 208);
        arena.State->ThreadSpanCount.ShouldBe(1);
        LuaAllocator.Reallocate(arena.State, state, 208, 0);
        ((nint)LuaAllocator.Reallocate(arena.State, null, LuaStringTag, 208)).ShouldNotBe((nint)state);
        ((nint)LuaAllocator.Reallocate(arena.State, null, 8, 208)).ShouldBe((nint)state);
    }

    private static int Size(Random random) => random.Next(10) switch
    {
        < 7 => random.Next(1, 300),
        < 9 => random.Next(1, 5000),
        _ => random.Next(1, 200_000),
    };

    private static (nint Address, int Size, byte Fill) Take(Arena arena, int size, byte fill)
    {
        var block = (nint)LuaAllocator.Reallocate(arena.State, null, LuaStringTag, Math.Max(1, size));
        block.ShouldNotBe(0);
        (block % 16).ShouldBe(0);
        new Span<byte>((void*)block, Math.Max(1, size)).Fill(fill);
        return (block, Math.Max(1, size), fill);
    }

    private static (nint Address, int Size, byte Fill) Resize(Arena arena, (nint Address, int Size, byte Fill) block, int size)
    {
        var moved = (nint)LuaAllocator.Reallocate(arena.State, (void*)block.Address, block.Size, size);
        moved.ShouldNotBe(0);
        new Span<byte>((void*)moved, Math.Min(block.Size, size)).ContainsAnyExcept(block.Fill).ShouldBeFalse();
        new Span<byte>((void*)moved, size).Fill(block.Fill);
        return (moved, size, block.Fill);
    }

    private static void Give(Arena arena, (nint Address, int Size, byte Fill) block) =>
        LuaAllocator.Reallocate(arena.State, (void*)block.Address, block.Size, 0);

    private static void Check((nint Address, int Size, byte Fill) block, int seed) =>
        new Span<byte>((void*)block.Address, block.Size).ContainsAnyExcept(block.Fill).ShouldBeFalse($"seed {seed}");
}
