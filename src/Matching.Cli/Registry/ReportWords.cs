using System.Collections.Immutable;

namespace Matching.Cli.Registry;

/// <summary>The sentences of a report in one language.</summary>
/// <param name="Language">en or zh.</param>
/// <param name="PropositionOne">What is asked.</param>
/// <param name="PropositionTwo">What it is held against.</param>
/// <param name="PriorMeans">What the prior assumes.</param>
/// <param name="None">The negative result: threshold, families.</param>
/// <param name="Some">The positive result: number of candidates, threshold, families.</param>
/// <param name="Pair">The result for one family.</param>
/// <param name="Unfinished">Said first where the search has not finished.</param>
/// <param name="Limits">What no result of this kind can exclude.</param>
internal sealed record ReportWords(
    string Language, string PropositionOne, string PropositionTwo, string PriorMeans, Func<double, int, string> None, Func<int, double, int, string> Some, string Pair, string Unfinished, ImmutableArray<string> Limits)
{
    public static ReportWords In(string language) => language == "zh" ? Chinese : English;

    private static ReportWords English { get; } = new(
        "en",
        "The child is the missing child of this family: the typed relatives are related to it as stated.",
        "The child is unrelated to this family; the relatives are related to each other as stated.",
        "One chance in the number of entries and one more: the child's family is assumed to be very probably on file. Each family is judged singly.",
        (threshold, entries) => FormattableString.Invariant($"No family among {entries} entries reached log10 LR {threshold}. This family is not on file, or its profiles do not allow it to be recognised."),
        (found, threshold, entries) => FormattableString.Invariant($"{found} candidates among {entries} entries reached log10 LR {threshold}. A candidate is a reason to take fresh samples, not a decision."),
        "The likelihood ratio says how much better proposition one explains the genotypes than proposition two. It is not the probability that the child belongs to the family.",
        "The search has not finished: something waits to be compared with this child.",
        [
            "Identical twins cannot be told apart.",
            "A close relative of the true parent, such as an uncle or an aunt, can reach a high likelihood ratio.",
            "A swapped or mislabelled sample gives a swapped result: take fresh samples before any decision.",
            "Expected coincidences count unrelated families only.",
        ]);

    private static ReportWords Chinese { get; } = new(
        "zh",
        "命题一：该儿童即此家庭所寻找的孩子，已检测的亲属与其具有所述关系。",
        "命题二：该儿童与此家庭无血缘关系，亲属之间的关系如所述。",
        "先验概率为1除以（条目数加1）：假定该儿童的家庭极可能已在库中，各家庭分别判断。",
        (threshold, entries) => FormattableString.Invariant($"在{entries}个条目中，没有家庭的log10 LR达到{threshold}。该家庭不在库中，或其分型不足以被识别。"),
        (found, threshold, entries) => FormattableString.Invariant($"在{entries}个条目中，有{found}个候选的log10 LR达到{threshold}。候选仅是重新采样的理由，不是结论。"),
        "似然比表示命题一比命题二更能解释所见基因型的倍数，并不是该儿童属于此家庭的概率。",
        "检索尚未完成：仍有数据等待与该儿童比对。",
        [
            "无法区分同卵双胞胎。",
            "真正父母的近亲（如叔伯、姑姨）也可能得到很高的似然比。",
            "样本调换或标记错误会得到错误结果：作出任何决定之前须重新采样复核。",
            "预期偶合数只计算无血缘关系的家庭。",
        ]);
}
