using Tactus.Policy.Grants;

namespace Tactus.Policy.Orders;

/// <summary>
/// Lists of volumes: a volume is covered by one with the same directory and target that may be written at least as much. A directory beneath a
/// granted one does not count as covered, because a symbolic link there may lead anywhere.
/// </summary>
public sealed class VolumeOrder : ISettingOrder
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) =>
        current is IReadOnlyList<VolumeGrant> granted
        && ((IReadOnlyList<VolumeGrant>)wanted).All(narrow => granted.Any(wide => IsSamePlace(wide, narrow) && (narrow.ReadOnly || !wide.ReadOnly)));

    /// <inheritdoc/>
    public object Meet(object value, object ceiling)
    {
        var limits = (IReadOnlyList<VolumeGrant>)ceiling;
        return ((IReadOnlyList<VolumeGrant>)value)
            .SelectMany(volume => limits.Where(limit => IsSamePlace(limit, volume)).Take(1).Select(limit => volume with { ReadOnly = volume.ReadOnly || limit.ReadOnly }))
            .ToArray();
    }

    private static bool IsSamePlace(VolumeGrant left, VolumeGrant right) => left.HostPath == right.HostPath && left.Target == right.Target;
}
