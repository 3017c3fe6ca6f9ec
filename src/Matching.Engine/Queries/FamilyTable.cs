using Matching.Engine.Store;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Queries;

/// <summary>Families in eight bytes each: the shape, which most of them share, and the only member or the place of the members.</summary>
/// <remarks>One writer at a time, any number of readers of the families added before.</remarks>
internal sealed class FamilyTable(AppendOnlyList<FamilyRecord> records, AppendOnlyList<int> members) : IAppendOnly<SearchFamily>
{
    private readonly AppendOnlyList<(FamilyShape Shape, FamilyRole? Other)> _shapes = new();
    private readonly Dictionary<(FamilyShape Shape, FamilyRole? Other), int> _shapeIds = [];

    public FamilyTable()
        : this(new AppendOnlyList<FamilyRecord>(), new AppendOnlyList<int>())
    {
    }

    /// <summary>The families.</summary>
    public AppendOnlyList<FamilyRecord> Records { get; } = records;

    /// <summary>The members of the families of several, one family after the other.</summary>
    public AppendOnlyList<int> Members { get; } = members;

    /// <summary>Shape and second possible role by number.</summary>
    public AppendOnlyList<(FamilyShape Shape, FamilyRole? Other)> Shapes => _shapes;

    /// <summary>A family.</summary>
    public SearchFamily this[int index]
    {
        get
        {
            var record = Records[index];
            var (shape, other) = _shapes[record.Shape];
            return shape.Members.Length == 1
                ? SearchFamily.Of(shape, other, new FamilyMembers(record.First))
                : SearchFamily.Of(shape, other, new FamilyMembers(Members, record.First, shape.Members.Length));
        }
    }

    /// <inheritdoc/>
    public int Add(SearchFamily entry)
    {
        if (!_shapeIds.TryGetValue((entry.Shape, entry.OtherRole), out int shape))
            shape = AddShape((entry.Shape, entry.OtherRole));
        int first = entry.Members.Length == 1 ? entry.Members[0] : Members.Count;
        for (int m = 0; m < entry.Members.Length && entry.Members.Length > 1; m++)
            Members.Add(entry.Members[m]);
        return Records.Add(new FamilyRecord(shape, first));
    }

    /// <summary>Gives a shape the next number.</summary>
    public int AddShape((FamilyShape Shape, FamilyRole? Other) shape) => _shapeIds[shape] = _shapes.Add(shape);

    /// <summary>Passes over a number that no family has any more.</summary>
    public void SkipShape() => _shapes.Add((FamilyShape.Of(FamilyRole.Father), null));
}

/// <summary>A family of a table.</summary>
/// <param name="Shape">Number of its shape.</param>
/// <param name="First">Row of the only member, or place of the first of several.</param>
internal readonly record struct FamilyRecord(int Shape, int First);
