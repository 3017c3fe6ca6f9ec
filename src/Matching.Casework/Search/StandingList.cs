using Matching.Casework.Registry;
using Matching.Engine.Packed;

namespace Matching.Casework.Search;

/// <summary>A list of entries that are compared as families, kept in step with the registry.</summary>
internal sealed class StandingList(StandingKind kind, FamilyIndex families)
{
    private readonly Dictionary<int, StandingForm> _forms = [];

    /// <summary>The list.</summary>
    public StandingKind Kind { get; } = kind;

    /// <summary>Entries so far.</summary>
    public int Count { get; private set; } = families.Snapshot().Count;

    public FamilySnapshot Snapshot() => families.Snapshot();

    /// <summary>Adds an entry under its number.</summary>
    public void Add(in PackedStanding entry, IReadOnlyDictionary<int, string> forms)
    {
        if (!_forms.TryGetValue(entry.Form, out var form))
            form = _forms[entry.Form] = StandingForm.Parse(forms[entry.Form]);
        int index = families.Add(form.With(entry.Members));
        if (index != entry.Number)
            throw new SearchException(SearchCodes.OutOfStep, $"Entry {entry.Number} of {Kind} came where {index} is the next place. Restart the program, and check the registry with 'audit verify'.");
        Count = index + 1;
        if (!entry.IsActive)
            families.Retire(index);
    }

    /// <summary>Takes entries out; those taken out before, and those not read yet, are passed over.</summary>
    public void Retire(IEnumerable<int> numbers)
    {
        var known = families.Snapshot();
        foreach (int number in numbers.Distinct())
            if (number < Count && known.IsActive(number))
                families.Retire(number);
    }
}
