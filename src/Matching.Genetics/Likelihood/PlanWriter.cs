namespace Matching.Genetics.Likelihood;

/// <summary>Eliminates variables one by one on paper and writes down the steps.</summary>
/// <remarks>
/// Three moves, all exact (docs/model.md, section 4): a product summed over a variable; a mixture that absorbs its
/// child's variable and stays a mixture (closure); and the expansion of the K mixtures at a variable into 2^K products.
/// Once the budget is exceeded only the costs are still counted.
/// </remarks>
internal sealed class PlanWriter
{
    private const int MaxExpanded = 3;
    private const int MaxScalarsAtOnce = 6;

    private readonly int[] _sizes;
    private readonly CalculationBudget _budget;
    private readonly List<PlannedTable> _tables = [];
    private readonly List<Contraction> _steps = [];
    private readonly int[] _inputOffsets;
    private readonly int[] _inputLengths;
    private readonly ArenaLayout _arena = new();
    private readonly List<PlannedTable> _touched = [];
    private double _operations;

    public PlanWriter(int[] sizes, IReadOnlyList<NetworkFactor> factors, CalculationBudget budget)
    {
        _sizes = sizes;
        _budget = budget;
        _inputOffsets = new int[factors.Count];
        _inputLengths = new int[factors.Count];
        for (int i = 0; i < factors.Count; i++)
        {
            // A variable with one state is no variable: its table is the same without it.
            int[] scope = [.. factors[i].Scope.Where(v => v == NetworkFactor.Slot || sizes[v] > 1)];
            var table = Take(new PlannedTable(scope, factors[i].First, factors[i].Second, sizes));
            _inputOffsets[i] = table.Offset;
            _inputLengths[i] = (int)Math.Min(int.MaxValue, table.Cells);
            _tables.Add(table);
        }
    }

    private bool Exceeded => _operations > _budget.Operations || _arena.Length > _budget.Cells;

    /// <summary>How dear it is to eliminate a variable now: multiply-adds, or growth of the tables held.</summary>
    public double ScoreOf(int variable, bool byGrowth)
    {
        _touched.Clear();
        var scope = default(VariableSet);
        double consumed = 0;
        int mixtures = 0;
        foreach (var table in _tables)
        {
            if (!table.Variables.Contains(variable))
                continue;
            _touched.Add(table);
            scope |= table.Variables;
            consumed += table.Cells;
            mixtures += table.IsMixture ? 1 : 0;
        }

        double after = scope.Without(variable).CellsOf(_sizes);
        if (mixtures == 1 && _touched.Find(t => t.IsMixture) is { } only && only.First != variable && only.Second != variable)
            after /= _sizes[only.First];
        else if (mixtures is > 0 and <= MaxExpanded && !byGrowth)
            return CostOfTerms(variable, mixtures, after);
        return byGrowth ? after - consumed : after * _sizes[variable];
    }

    // Each term is summed over the scope of what holds the variable, then multiplied into the result.
    private double CostOfTerms(int variable, int mixtures, double after)
    {
        double cost = 0;
        for (int term = 0; term < 1 << mixtures; term++)
        {
            var inside = VariableSet.Of(variable);
            int k = 0;
            foreach (var table in _touched)
            {
                var view = table.IsMixture ? table.Rest | VariableSet.Of((term >> k++ & 1) == 0 ? table.First : table.Second) : table.Variables;
                if (view.Contains(variable))
                    inside |= view;
            }

            cost += inside.CellsOf(_sizes) + after;
        }

        return cost;
    }

    /// <summary>Sums a variable out.</summary>
    public void Eliminate(int variable)
    {
        var touched = _tables.Where(t => t.Variables.Contains(variable)).ToList();
        var mixtures = touched.Where(t => t.IsMixture).ToList();
        if (mixtures.Count == 1 && mixtures[0].First != variable && mixtures[0].Second != variable)
            Absorb(variable, mixtures[0], touched);
        else
            SumOut(variable, touched, mixtures);
    }

    /// <summary>Multiplies what is left into a table over the kept variables.</summary>
    public EliminationPlan? Finish(int[] kept, out double operations, out double cells)
    {
        var scalars = _tables.Where(t => t.Variables.IsEmpty).ToList();
        while (scalars.Count > MaxScalarsAtOnce)
        {
            var some = scalars.Take(MaxScalarsAtOnce).ToList();
            var product = Dense([]);
            Write(product, -1, some.Select(t => t.AsView()).ToList(), 1, accumulates: false, completes: true);
            scalars = [.. scalars.Skip(MaxScalarsAtOnce), product];
            Replace(some, product);
        }

        var result = Dense(kept);
        Expand(-1, [.. _tables], result);
        operations = _operations;
        cells = _arena.Length;
        return Exceeded ? null : new EliminationPlan
        {
            Steps = [.. _steps],
            InputOffsets = _inputOffsets,
            InputLengths = _inputLengths,
            ArenaLength = (int)_arena.Length,
            Operations = _operations,
        };
    }

    // g(slot, R) with the child's variable in R: the sum over it leaves a mixture over the same two parental alleles.
    private void Absorb(int variable, PlannedTable mixture, List<PlannedTable> touched)
    {
        var rest = mixture.Rest;
        foreach (var table in touched)
            if (table != mixture)
                rest |= table.Variables;
        var scope = new List<int> { NetworkFactor.Slot };
        scope.AddRange(InOrder(rest.Without(variable)));
        var result = Take(new PlannedTable([.. scope], mixture.First, mixture.Second, _sizes));
        Write(result, variable, touched.Select(t => t.AsView()).ToList(), 1, accumulates: false, completes: true);
        Replace(touched, result);
    }

    private void SumOut(int variable, List<PlannedTable> touched, List<PlannedTable> mixtures)
    {
        if (mixtures.Count > MaxExpanded)
        {
            touched = [.. touched.Except(mixtures), .. mixtures.Select(Densify)];
        }

        var scope = default(VariableSet);
        foreach (var table in touched)
            scope |= table.Variables;
        var result = Dense(InOrder(scope.Without(variable)));
        Expand(variable, touched, result);
        Replace(touched, result);
    }

    private PlannedTable Densify(PlannedTable mixture)
    {
        var dense = Dense(InOrder(mixture.Variables));
        Expand(-1, [mixture], dense);
        Replace([mixture], dense);
        return dense;
    }

    // The product of mixtures is a sum over which allele each of them took: 2^K products.
    private void Expand(int variable, List<PlannedTable> tables, PlannedTable result)
    {
        var mixtures = tables.Where(t => t.IsMixture).ToList();
        int terms = 1 << mixtures.Count;
        double weight = 1.0 / terms;
        for (int term = 0; term < terms; term++)
        {
            var views = tables.Where(t => !t.IsMixture).Select(t => t.AsView()).ToList();
            for (int k = 0; k < mixtures.Count; k++)
                views.Add(mixtures[k].AsView((term >> k & 1) == 0 ? mixtures[k].First : mixtures[k].Second));
            WriteTerm(variable, views, weight, result, accumulates: term > 0, completes: term == terms - 1);
        }
    }

    // What does not hold the variable is multiplied after the sum, not inside it; and a sum that depends on fewer variables
    // than the result is taken once, not once for every value of the others.
    private void WriteTerm(int variable, List<TableView> views, double weight, PlannedTable result, bool accumulates, bool completes)
    {
        var inside = variable < 0 ? [] : views.Where(v => v.Variables.Contains(variable)).ToList();
        var scope = default(VariableSet);
        foreach (var view in inside)
            scope |= view.Variables;
        if (variable < 0 || (inside.Count == views.Count && scope.Without(variable) == result.Rest))
        {
            Write(result, variable, views, weight, accumulates, completes);
            return;
        }

        var sum = Dense(InOrder(scope.Without(variable)));
        Write(sum, variable, inside, inside.Count == 0 ? _sizes[variable] : 1, accumulates: false, completes: false);
        Write(result, -1, [.. views.Except(inside), sum.AsView()], weight, accumulates, completes);
        _arena.Release(sum.Offset, sum.Cells);
    }

    private void Write(PlannedTable output, int variable, List<TableView> views, double factor, bool accumulates, bool completes)
    {
        bool sums = variable >= 0 && views.Any(v => v.Variables.Contains(variable));
        _operations += output.Cells * (sums ? _sizes[variable] : 1) * Math.Max(1, views.Count - 1);
        if (Exceeded)
            return;
        int rank = output.Scope.Length;
        var operands = new Operand[views.Count];
        for (int k = 0; k < operands.Length; k++)
        {
            var strides = new int[rank];
            for (int d = 0; d < rank; d++)
                strides[d] = views[k].StrideOf(output.Scope[d]);
            operands[k] = new Operand(views[k].Offset, strides, sums ? views[k].StrideOf(variable) : 0);
        }

        int[] sizes = [.. output.Scope.Select(output.SizeOf)];
        _steps.Add(new Contraction(sizes, operands)
        {
            Output = output.Offset,
            SumSize = sums ? _sizes[variable] : 1,
            Factor = factor,
            Accumulates = accumulates,
            Completes = completes,
        });
    }

    private void Replace(List<PlannedTable> old, PlannedTable result)
    {
        foreach (var table in old)
        {
            if (_tables.Remove(table))
                _arena.Release(table.Offset, table.Cells);
        }

        _tables.Add(result);
    }

    private PlannedTable Dense(int[] scope) => Take(new PlannedTable(scope, -1, -1, _sizes));

    private PlannedTable Take(PlannedTable table)
    {
        table.Offset = _arena.Take(table.Cells);
        return table;
    }

    // The largest domain last: rows are long and lie together.
    private int[] InOrder(VariableSet variables)
    {
        var order = new List<int>();
        foreach (int v in variables)
            order.Add(v);
        return [.. order.OrderBy(v => _sizes[v]).ThenBy(v => v)];
    }
}
