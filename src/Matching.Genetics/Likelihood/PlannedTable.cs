namespace Matching.Genetics.Likelihood;

/// <summary>A table of a plan: the variables it runs over, last fastest, and where it will stand.</summary>
internal sealed class PlannedTable
{
    private readonly int[] _sizes;

    public PlannedTable(int[] scope, int first, int second, int[] sizes)
    {
        _sizes = sizes;
        Scope = scope;
        First = first;
        Second = second;
        Cells = 1;
        foreach (int variable in scope)
        {
            Cells *= SizeOf(variable);
            if (variable != NetworkFactor.Slot)
                Rest |= VariableSet.Of(variable);
        }

        Variables = IsMixture ? Rest | VariableSet.Of(first) | VariableSet.Of(second) : Rest;
    }

    public int[] Scope { get; }

    public int First { get; }

    public int Second { get; }

    public bool IsMixture => First >= 0;

    /// <summary>The variables of the table itself, without the two parental alleles of a mixture.</summary>
    public VariableSet Rest { get; }

    /// <summary>All variables the factor depends on.</summary>
    public VariableSet Variables { get; }

    public double Cells { get; }

    public int Offset { get; set; }

    public int SizeOf(int variable) => _sizes[variable == NetworkFactor.Slot ? First : variable];

    /// <summary>The table as it is; a mixture keeps its slot as a dimension.</summary>
    public TableView AsView() => View(NetworkFactor.Slot);

    /// <summary>The table of a mixture with the slot read as one of the two parental alleles.</summary>
    public TableView AsView(int parental) => View(parental);

    private TableView View(int slot)
    {
        var variables = new int[Scope.Length];
        var strides = new int[Scope.Length];
        int stride = 1;
        for (int d = Scope.Length - 1; d >= 0; d--)
        {
            variables[d] = Scope[d] == NetworkFactor.Slot ? slot : Scope[d];
            strides[d] = stride;
            stride = (int)Math.Min(int.MaxValue, (double)stride * SizeOf(Scope[d]));
        }

        return new TableView(Offset, variables, strides);
    }
}

/// <summary>How one product reads a table. A variable that stands twice is read along the diagonal.</summary>
internal sealed class TableView
{
    private readonly int[] _variables;
    private readonly int[] _strides;

    public TableView(int offset, int[] variables, int[] strides)
    {
        Offset = offset;
        _variables = variables;
        _strides = strides;
        foreach (int variable in variables)
            if (variable >= 0)
                Variables |= VariableSet.Of(variable);
    }

    public int Offset { get; }

    public VariableSet Variables { get; }

    public int StrideOf(int variable)
    {
        int stride = 0;
        for (int d = 0; d < _variables.Length; d++)
            if (_variables[d] == variable)
                stride += _strides[d];
        return stride;
    }
}
