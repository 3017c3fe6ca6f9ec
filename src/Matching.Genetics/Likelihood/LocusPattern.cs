namespace Matching.Genetics.Likelihood;

/// <summary>Who is typed at a locus, who matters for them, and who passes an allele to whom.</summary>
internal sealed class LocusPattern
{
    private readonly PedigreeShape _shape;
    private readonly bool[] _observed;
    private readonly List<(int Child, int Slot)>[] _children;
    private readonly bool[] _relevant;
    private readonly int _kept;

    public LocusPattern(PedigreeShape shape, int locus, bool[] observed, bool isX, int kept)
    {
        (_shape, Locus, _observed, IsX, _kept) = (shape, locus, observed, isX, kept);
        _children = new List<(int, int)>[shape.Count];
        _relevant = new bool[shape.Count];
        for (int person = 0; person < shape.Count; person++)
            _children[person] = [];

        // Children before parents: an untyped person matters only through typed descendants.
        foreach (int person in shape.Order.Reverse())
        {
            _relevant[person] = observed[person] || person == kept || _children[person].Count > 0;
            if (!_relevant[person])
                continue;
            for (int slot = shape.FirstSlot(person, isX); slot <= 1; slot++)
                if (shape.ParentOf(person, slot) is >= 0 and var parent)
                    _children[parent].Add((person, slot));
        }
    }

    public int Locus { get; }

    public bool IsX { get; }

    public bool IsObserved(int person) => _observed[person];

    public bool IsKept(int person) => person == _kept;

    public bool IsRelevant(int person) => _relevant[person];

    /// <summary>True for a male at an X locus.</summary>
    public bool IsHaploid(int person) => _shape.FirstSlot(person, IsX) > 0;

    /// <summary>The relevant children and the slot that this parent fills.</summary>
    public List<(int Child, int Slot)> ChildrenOf(int parent) => _children[parent];
}
