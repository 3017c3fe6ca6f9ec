namespace Matching.Genetics.Likelihood;

/// <summary>Turns a pedigree and a pattern of typed persons into the factors of a network.</summary>
/// <remarks>
/// Persons without observation and without typed descendants change nothing and are left out. Untyped founders with
/// one or two children disappear into one factor (theta 0). With theta every allele drawn from the population is a
/// slot, and slots that are copies of one allele share a variable.
/// </remarks>
internal sealed class NetworkBuilder
{
    private readonly PedigreeShape _shape;
    private readonly List<NetworkVariable> _variables = [];
    private readonly List<NetworkTerm> _terms = [];
    private readonly Dictionary<(int Child, int Slot), int[]> _selectors = [];
    private readonly bool _keepsSought;
    private readonly bool _isLinked;
    private readonly int[]? _classes;
    private readonly Dictionary<int, int> _classVariables = [];
    private LocusPattern _pattern = null!;
    private int[,] _allele = null!;
    private int[] _state = null!;

    private NetworkBuilder(PedigreeShape shape, bool keepsSought, bool isLinked, int[]? classes) =>
        (_shape, _keepsSought, _isLinked, _classes) = (shape, keepsSought, isLinked, classes);

    /// <summary>Slots drawn from the population so far (theta only).</summary>
    public int Slots { get; private set; }

    /// <summary>The network of one locus with theta 0.</summary>
    public static Network Of(PedigreeShape shape, bool[] observed, bool isX, bool keepsSought, CalculationBudget budget)
    {
        var builder = new NetworkBuilder(shape, keepsSought, isLinked: false, classes: null);
        builder.AddLocus(0, observed, isX);
        return builder.Finish(budget);
    }

    /// <summary>The network of one locus in which drawn alleles of one class are copies of each other.</summary>
    /// <param name="shape">The pedigree.</param>
    /// <param name="observed">Typed persons.</param>
    /// <param name="isX">True for an X locus.</param>
    /// <param name="keepsSought">Keep the sought person's alleles open.</param>
    /// <param name="classes">Class of each slot; empty gives every slot its own.</param>
    /// <param name="budget">What may be spent.</param>
    /// <param name="slots">Number of slots.</param>
    public static Network WithClasses(PedigreeShape shape, bool[] observed, bool isX, bool keepsSought, int[] classes, CalculationBudget budget, out int slots)
    {
        var builder = new NetworkBuilder(shape, keepsSought, isLinked: false, classes);
        builder.AddLocus(0, observed, isX);
        slots = builder.Slots;
        return builder.Finish(budget);
    }

    /// <summary>The network of two linked loci, theta 0.</summary>
    public static Network OfPair(PedigreeShape shape, bool[] first, bool[] second, bool isX, double recombination, CalculationBudget budget)
    {
        var builder = new NetworkBuilder(shape, keepsSought: false, isLinked: true, classes: null);
        builder.AddLocus(0, first, isX);
        builder.AddLocus(1, second, isX);
        builder.TieSelectors(recombination);
        return builder.Finish(budget);
    }

    private Network Finish(CalculationBudget budget)
    {
        int[] kept = [];
        if (_keepsSought)
            kept = [.. Enumerable.Range(0, 2).Select(slot => _allele[_shape.Sought, slot]).Where(v => v >= 0).Distinct()];
        return new Network([.. _variables], [.. _terms], kept, budget);
    }

    private void AddLocus(int locus, bool[] observed, bool isX)
    {
        _pattern = new LocusPattern(_shape, locus, observed, isX, _keepsSought ? _shape.Sought : -1);
        _allele = new int[_shape.Count, 2];
        _state = new int[_shape.Count];
        for (int person = 0; person < _shape.Count; person++)
            _allele[person, 0] = _allele[person, 1] = _state[person] = -1;
        foreach (int person in _shape.Order)
            if (_pattern.IsRelevant(person) && !DisappearsAsFounder(person))
                AddPerson(person);
        foreach (int person in _shape.Order)
            if (_pattern.IsRelevant(person))
                AddTransmissions(person);
    }

    // Rewritings 1 and 2: an untyped founder with one or two children becomes a single factor on the children.
    private bool DisappearsAsFounder(int person) =>
        !_pattern.IsObserved(person) && !_pattern.IsKept(person) && _shape.IsFounder(person, _pattern.IsX) && _classes is null
        && _pattern.ChildrenOf(person).Count <= (_isLinked || _pattern.IsHaploid(person) ? 1 : 2);

    private void AddPerson(int person)
    {
        if (_pattern.IsObserved(person))
        {
            _state[person] = AddVariable(new NetworkVariable(_pattern.Locus, person));
            _terms.Add(new StateTerm(_pattern.Locus, _state[person], person));
            AddDrawsOfTyped(person);
            return;
        }

        // The alleles of an untyped founder are alike, so an only child may take the first without loss.
        bool oneIsEnough = _shape.IsFounder(person, _pattern.IsX) && !_pattern.IsKept(person) && _pattern.ChildrenOf(person).Count == 1;
        int first = _shape.FirstSlot(person, _pattern.IsX);
        for (int slot = first; slot <= (oneIsEnough ? first : 1); slot++)
        {
            if (_shape.ParentOf(person, slot) >= 0)
                _allele[person, slot] = AddVariable(new NetworkVariable(_pattern.Locus, -1));
            else
                _allele[person, slot] = Draw();
        }
    }

    private void AddDrawsOfTyped(int person)
    {
        if (_classes is null || _shape.IsFounder(person, _pattern.IsX))
            return;
        for (int slot = _shape.FirstSlot(person, _pattern.IsX); slot <= 1; slot++)
            if (_shape.ParentOf(person, slot) < 0)
                _terms.Add(new DrawnAlleleTerm(_pattern.Locus, Draw(), PartOf(person, slot)));
    }

    private int Draw()
    {
        if (_classes is not null)
        {
            int slot = Slots++;
            int ofClass = _classes.Length == 0 ? slot : _classes[slot];
            if (_classVariables.TryGetValue(ofClass, out int shared))
                return shared;
            _classVariables[ofClass] = _variables.Count;
        }

        int variable = AddVariable(new NetworkVariable(_pattern.Locus, -1));
        _terms.Add(new DrawTerm(_pattern.Locus, variable));
        return variable;
    }

    private void AddTransmissions(int parent)
    {
        var children = _pattern.ChildrenOf(parent);
        if (children.Count == 0)
            return;
        if (_pattern.IsObserved(parent))
        {
            foreach (var (child, slot) in children)
                AddFromTyped(parent, child, slot);
        }
        else if (DisappearsAsFounder(parent))
        {
            var one = PartOf(children[0].Child, children[0].Slot);
            _terms.Add(children.Count == 1 ? new OnlyChildTerm(_pattern.Locus, one) : new TwoChildrenTerm(_pattern.Locus, one, PartOf(children[1].Child, children[1].Slot)));
        }
        else
        {
            // Rewriting 3: with several children the first may take the founder's first allele without loss.
            bool alike = _shape.IsFounder(parent, _pattern.IsX) && !_pattern.IsKept(parent) && !_isLinked;
            for (int k = 0; k < children.Count; k++)
                AddFromUntyped(parent, children[k].Child, children[k].Slot, takesFirst: alike && k == 0);
        }
    }

    private void AddFromTyped(int parent, int child, int slot)
    {
        if (_isLinked && !_pattern.IsHaploid(parent))
            _terms.Add(new SelectedTypedParentTerm(_pattern.Locus, _state[parent], parent, SelectorOf(child, slot), PartOf(child, slot)));
        else
            _terms.Add(new TypedParentTerm(_pattern.Locus, _state[parent], parent, PartOf(child, slot)));
    }

    private void AddFromUntyped(int parent, int child, int slot, bool takesFirst)
    {
        int paternal = _allele[parent, 0], maternal = _allele[parent, 1];
        int only = paternal < 0 ? maternal : maternal < 0 || paternal == maternal || takesFirst ? paternal : -1;
        var part = PartOf(child, slot);
        if (only >= 0)
            _terms.Add(new AlleleLinkTerm(_pattern.Locus, only, -1, part));
        else if (_isLinked)
            _terms.Add(new SelectedAlleleTerm(_pattern.Locus, paternal, maternal, SelectorOf(child, slot), part));
        else
            _terms.Add(new AlleleLinkTerm(_pattern.Locus, paternal, maternal, part));
    }

    private void TieSelectors(double recombination)
    {
        foreach (var pair in _selectors.Values)
        {
            if (pair[0] >= 0 && pair[1] >= 0)
                _terms.Add(new RecombinationTerm(pair[0], pair[1], recombination));
            else
                _terms.Add(new FreeSelectorTerm(Math.Max(pair[0], pair[1])));
        }
    }

    private int SelectorOf(int child, int slot)
    {
        if (!_selectors.TryGetValue((child, slot), out int[]? pair))
            _selectors[(child, slot)] = pair = [-1, -1];
        return pair[_pattern.Locus] = AddVariable(new NetworkVariable(_pattern.Locus, -1, IsSelector: true));
    }

    private AllelePart PartOf(int person, int slot) =>
        _pattern.IsObserved(person)
            ? new AllelePart(_state[person], person, slot, IsTyped: true)
            : new AllelePart(_allele[person, slot], person, slot, IsTyped: false);

    private int AddVariable(NetworkVariable variable)
    {
        _variables.Add(variable);
        return _variables.Count - 1;
    }
}
