using Tactus.Journal.Memory;

namespace Tactus.Journal.Tests.Memory;

// Proves that the store of dry runs keeps the same promises as the one on disk.
public sealed class MemoryRunStoreTests : RunStoreContract
{
    protected override IRunStore Open() => new MemoryRunStore(Time);
}
