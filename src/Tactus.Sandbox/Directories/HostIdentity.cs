using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Directories;

/// <summary>Who runs Tactus, and as whom a guest runs then.</summary>
/// <param name="UserId">Effective uid of the invoker.</param>
/// <param name="GroupId">Effective gid of the invoker.</param>
public sealed record HostIdentity(uint UserId, uint GroupId)
{
    // Between the ranges that systemd hands out to containers and the end of what a signed 32-bit id can hold.
    private const uint FirstGuestId = 1_900_000_000;
    private const uint GuestIds = 100_000_000;

    /// <summary>The identity of this process.</summary>
    public static HostIdentity Current { get; } = new(Libc.GetEffectiveUserId(), Libc.GetEffectiveGroupId());

    /// <summary>True when the invoker is root.</summary>
    public bool IsRoot => UserId == 0;

    /// <summary>
    /// The uid and gid of a run's guest on the host: the invoker's own, or for root one that belongs to this run alone.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    public HostIdentity GuestOf(string runId)
    {
        if (!IsRoot)
        {
            return this;
        }

        uint digest = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(runId)));
        uint id = FirstGuestId + (digest % GuestIds);
        return new HostIdentity(id, id);
    }
}
