using Matching.Formats.ReferenceCases;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.Verification;

/// <summary>ln likelihoods of each family with any children in its places, and of each child alone; each computed once.</summary>
internal sealed class JointFamilies
{
    private readonly JointAssignmentCase _case;
    private readonly Family[] _families;
    private readonly double[] _alone;

    public JointFamilies(JointAssignmentCase @case)
    {
        _case = @case;
        _families = new Family[@case.Families.Length];
        int firstPlace = 0;
        for (int i = 0; i < _families.Length; i++)
        {
            _families[i] = new Family(@case, @case.Families[i], firstPlace);
            firstPlace += @case.Families[i].Missing.Length;
        }

        _alone = [.. @case.Victims.Select(Alone)];
    }

    /// <summary>ln likelihood of all data; the map gives the place of each child, -1 for none.</summary>
    public double LnOf(int[] map)
    {
        double ln = 0;
        for (int victim = 0; victim < map.Length; victim++)
            if (map[victim] < 0)
                ln += _alone[victim];
        foreach (var family in _families)
            ln += family.LnOf(map);
        return ln;
    }

    private double Alone(Person victim)
    {
        var likelihood = new PedigreeLikelihood(new Hypothesis("alone", new Pedigree([victim])), [victim.Id]);
        return _case.Models.Sum(model => likelihood.LogOf(model, _case.Genotypes.Of([victim.Id], model)));
    }

    private sealed class Family
    {
        private readonly JointAssignmentCase _case;
        private readonly ReferenceFamily _family;
        private readonly int _firstPlace;
        private readonly string[] _typed;
        private readonly PedigreeLikelihood _likelihood;
        private readonly Dictionary<string, double> _known = new(StringComparer.Ordinal);

        public Family(JointAssignmentCase @case, ReferenceFamily family, int firstPlace)
        {
            (_case, _family, _firstPlace) = (@case, family, firstPlace);
            _typed = [.. family.Pedigree.Persons.Select(p => p.Id).Where(id => @case.Genotypes.Holds(id) && !family.Missing.Contains(id))];
            _likelihood = new PedigreeLikelihood(new Hypothesis(family.Id, family.Pedigree), [.. _typed, .. family.Missing]);
        }

        public double LnOf(int[] map)
        {
            string?[] inPlace = new string?[_family.Missing.Length];
            for (int victim = 0; victim < map.Length; victim++)
                if (map[victim] - _firstPlace is var place && place >= 0 && place < inPlace.Length)
                    inPlace[place] = _case.Victims[victim].Id;
            string key = string.Join('\n', inPlace);
            if (!_known.TryGetValue(key, out double ln))
                _known[key] = ln = _case.Models.Sum(model => LnAt(model, inPlace));
            return ln;
        }

        private double LnAt(LocusModel model, string?[] inPlace)
        {
            var observations = new Observation[_typed.Length + inPlace.Length];
            for (int i = 0; i < observations.Length; i++)
            {
                string? shown = i < _typed.Length ? _typed[i] : inPlace[i - _typed.Length];
                observations[i] = shown is null ? default : _case.Genotypes.Of(shown, model);
            }

            return _likelihood.LogOf(model, observations);
        }
    }
}
