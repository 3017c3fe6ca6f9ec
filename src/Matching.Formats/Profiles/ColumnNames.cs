namespace Matching.Formats;

/// <summary>What a heading of a profile or pedigree table means, apart from loci.</summary>
internal enum ColumnMeaning
{
    Other = 0,
    Person,
    Family,
    Role,
    Sex,
    DropOut,
    Case,
    Marker,
    Allele,
    Father,
    Mother,
    Missing,
}

/// <summary>The spellings of headings, compared without case, spaces, hyphens, underscores and dots.</summary>
internal static class ColumnNames
{
    private static readonly Dictionary<string, ColumnMeaning> s_meanings = Spell(
        (ColumnMeaning.Person, "sample sampleid samplename samplecode sampleno samplenumber id person personid personname specimen specimenid profile profileid individual individualid ind child childid relative relativeid 样本 样本编号 样本名称 样本号 样品 样品编号 样品名称 编号 人员编号 检材编号 检材"),
        (ColumnMeaning.Family, "family familyid familyname fam famid 家庭 家庭编号 家系 家系编号"),
        (ColumnMeaning.Role, "role relationship relation kinship 关系 亲属关系 角色 称谓"),
        (ColumnMeaning.Sex, "sex gender 性别"),
        (ColumnMeaning.DropOut, "dropout dropoutprobability dropoutrate"),
        (ColumnMeaning.Case, "case caseid casecode caseno casenumber 案件 案件编号 案件号"),
        (ColumnMeaning.Marker, "marker markername locus locusname system systemname 基因座 位点 标记"),
        (ColumnMeaning.Father, "father fatherid dad pat paternalid 父亲 父"),
        (ColumnMeaning.Mother, "mother motherid mom mat maternalid 母亲 母"),
        (ColumnMeaning.Missing, "missing missingperson sought soughtchild 失踪 失踪者"));

    private static readonly string[] s_alleleWords = ["alleles", "allele", "genotype", "等位基因", "基因型"];

    public static ColumnMeaning MeaningOf(string heading)
    {
        string key = Key(heading);
        if (s_meanings.TryGetValue(key, out var meaning))
            return meaning;
        return Array.Exists(s_alleleWords, word => key == word || (key.Length == word.Length + 1 && key.StartsWith(word, StringComparison.Ordinal) && key[^1] is >= '1' and <= '8'))
            ? ColumnMeaning.Allele
            : ColumnMeaning.Other;
    }

    private static string Key(string heading) =>
        new([.. heading.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '_' or '.' or '#')).Select(char.ToLowerInvariant)]);

    private static Dictionary<string, ColumnMeaning> Spell(params ReadOnlySpan<(ColumnMeaning Meaning, string Spellings)> groups)
    {
        var meanings = new Dictionary<string, ColumnMeaning>(StringComparer.Ordinal);
        foreach (var (meaning, spellings) in groups)
            foreach (string spelling in spellings.Split(' '))
                meanings.Add(spelling, meaning);
        return meanings;
    }
}
