namespace Tactus.Analysis.Sources;

/// <summary>The names that are declared, to tell <c>Agent "x" {…}</c> that declares from one that calls.</summary>
internal sealed class DeclaredNames
{
    private readonly Dictionary<(string Kind, string Name, CheckedSource Source), int> _first = [];
    private readonly Dictionary<(string Kind, string Name), int> _sources = [];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    public DeclaredNames(IEnumerable<DeclaredThing> things)
    {
        foreach (DeclaredThing thing in things)
        {
            Add(thing);
        }
    }

    /// <summary>Adds a declaration.</summary>
    public void Add(DeclaredThing thing)
    {
        if (thing.Name is null)
        {
            _unknown.Add(thing.Kind);
            return;
        }

        (string Kind, string Name, CheckedSource Source) key = (thing.Kind, thing.Name, thing.Source);
        if (!_first.TryGetValue(key, out int first))
        {
            _sources[(thing.Kind, thing.Name)] = _sources.GetValueOrDefault((thing.Kind, thing.Name)) + 1;
            first = thing.Place.Start;
        }

        _first[key] = Math.Min(first, thing.Place.Start);
    }

    /// <summary>Whether something of this kind and name may have been declared before a place is reached. In doubt it has.</summary>
    public bool MayHave(DeclaredThing thing)
    {
        int sources = _sources.GetValueOrDefault((thing.Kind, thing.Name!));
        if (!thing.Source.RunsOnce(thing.Call))
        {
            return sources > 0 || _unknown.Contains(thing.Kind);
        }

        bool isHere = _first.TryGetValue((thing.Kind, thing.Name!, thing.Source), out int first);
        return isHere ? sources > 1 || first < thing.Place.Start : sources > 0;
    }
}
