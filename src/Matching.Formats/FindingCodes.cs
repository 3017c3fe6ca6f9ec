namespace Matching.Formats;

/// <summary>Every code a finding of this assembly can carry. Each is listed in <c>docs/errors.md</c>.</summary>
public static class FindingCodes
{
    public const string FileMissing = "file.missing";
    public const string FileIsDirectory = "file.directory";
    public const string FileNoPermission = "file.no-permission";
    public const string FileUnreadable = "file.unreadable";
    public const string FileEmpty = "file.empty";
    public const string FileBinary = "file.binary";
    public const string FileTooLarge = "file.too-large";
    public const string FileEncodingAssumed = "file.encoding-assumed";
    public const string FileEncodingUnknown = "file.encoding-unknown";
    public const string FileNoFinalLineBreak = "file.no-final-line-break";
    public const string FileLineTooLong = "file.line-too-long";
    public const string RowOpenQuote = "row.open-quote";
    public const string RowCellCount = "row.cell-count";
    public const string RowTruncated = "row.truncated";

    public const string ProfileNoHeader = "profile.no-header";
    public const string ProfileNoRows = "profile.no-rows";
    public const string ProfileNoId = "profile.no-id";
    public const string ProfileIdTooLong = "profile.id-too-long";
    public const string ProfileDropOut = "profile.drop-out";
    public const string ProfileColumnIgnored = "profile.column-ignored";
    public const string ProfileLocusUnknown = "profile.locus-unknown";
    public const string ProfileColumnTwice = "profile.column-twice";
    public const string ProfileThreeAlleles = "profile.three-alleles";
    public const string ProfileOffLadder = "profile.off-ladder";
    public const string ProfileAlleleUnreadable = "profile.allele-unreadable";
    public const string ProfileSexUnreadable = "profile.sex-unreadable";
    public const string ProfileSexConflict = "profile.sex-conflict";
    public const string ProfileRepeatMerged = "profile.repeat-merged";
    public const string ProfileRepeatConflict = "profile.repeat-conflict";
    public const string ProfileRepeatDiffers = "profile.repeat-differs";
    public const string ProfileSameUnderTwoIds = "profile.same-under-two-ids";
    public const string ProfileNothingTyped = "profile.nothing-typed";
    public const string ProfileXMaleTwoAlleles = "profile.x-male-two-alleles";
    public const string ProfileDecimalComma = "profile.decimal-comma";

    public const string FrequencyUnknownName = "frequency.unknown-name";
    public const string FrequencyNoHeader = "frequency.no-header";
    public const string FrequencyNoColumns = "frequency.no-columns";
    public const string FrequencyLocusUnknown = "frequency.locus-unknown";
    public const string FrequencyLocusTwice = "frequency.locus-twice";
    public const string FrequencyAlleleUnreadable = "frequency.allele-unreadable";
    public const string FrequencyAlleleTwice = "frequency.allele-twice";
    public const string FrequencyBin = "frequency.bin";
    public const string FrequencyValue = "frequency.value";
    public const string FrequencySum = "frequency.sum";
    public const string FrequencySampleSize = "frequency.sample-size";
    public const string FrequencyNoSampleSize = "frequency.no-sample-size";
    public const string FrequencySidecar = "frequency.sidecar";
    public const string FrequencyXml = "frequency.xml";
    public const string FrequencyOrigin = "frequency.origin";

    public const string PedigreeNoHeader = "pedigree-table.no-header";
    public const string PedigreeNoPerson = "pedigree-table.no-person";
    public const string PedigreeSex = "pedigree-table.sex";
    public const string PedigreeMissing = "pedigree-table.missing";
    public const string PedigreeTooLarge = "pedigree-table.too-large";
    public const string PedigreeColumnIgnored = "pedigree-table.column-ignored";

    public const string MutationTableColumns = "mutation-table.columns";
    public const string MutationTableRow = "mutation-table.row";
    public const string MutationTableSum = "mutation-table.sum";
}
