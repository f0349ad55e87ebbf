namespace Tactus.Configuration.Files;

/// <summary>What the kernel says about a file.</summary>
/// <param name="Mode">Type and permissions.</param>
/// <param name="Owner">The owner's user id.</param>
internal readonly record struct FileFacts(ushort Mode, uint Owner)
{
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int WritableByOthers = 0x12;

    /// <summary>True for a file that is neither directory, FIFO, socket nor device.</summary>
    public bool IsRegular => (Mode & TypeMask) == RegularFile;

    /// <summary>Why someone else than this user and root could change the file, as the end of a sentence; null when nobody could.</summary>
    public string? FindWeakness()
    {
        if (Owner != 0 && Owner != NativeFiles.EffectiveUser())
        {
            return $"belongs to the user with the id {Owner}";
        }

        return (Mode & WritableByOthers) != 0 ? "can be written by others" : null;
    }
}
