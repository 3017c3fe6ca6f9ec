using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads the text frequencies of Familias: a marker on its own line, then lines of allele and frequency, then a blank line.</summary>
internal static class FamiliasFrequencies
{
    public static void Read(TextReader reader, FrequencyDraft draft, FindingLog log)
    {
        ColumnDraft? column = null;
        bool inMarker = false;
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            line = line.Trim();
            if (line.Length == 0)
            {
                inMarker = false;
                continue;
            }

            if (!inMarker)
            {
                column = draft.AddLocus(line, number, null);
                inMarker = true;
                continue;
            }

            if (column is not null)
                ReadAllele(line, number, column, draft, log);
        }
    }

    private static void ReadAllele(string line, int number, ColumnDraft column, FrequencyDraft draft, FindingLog log)
    {
        string[] parts = line.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2)
        {
            column.Spoil();
            log.Error(FindingCodes.FrequencyValue, number, null, $"A line of {column.Locus.Name} is no allele and frequency; the locus was left out. Put a blank line before each marker, and a tab between allele and frequency.");
            return;
        }

        if (draft.TryReadAllele(parts[0], number, 1, out Allele allele))
            draft.Enter(column, allele, parts[1], number, 2);
    }
}
