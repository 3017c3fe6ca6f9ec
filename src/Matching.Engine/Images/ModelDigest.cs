using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Matching.Engine.Classes;
using Matching.Genetics.Hypotheses;

namespace Matching.Engine.Images;

/// <summary>A digest of what codes mean: loci in their order, alleles in theirs, frequencies; then the order of the rows and the class of every genotype.</summary>
/// <remarks>
/// Order and classes follow from the rest, but by way of a sort and a heap: another version of the program or of the runtime may break a tie
/// otherwise, and a class taken for another would dismiss the wrong families.
/// </remarks>
internal static class ModelDigest
{
    public static byte[] Of(KinshipModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(double)];
        var classes = new ClassPanel(model);
        for (int l = 0; l < model.Panel.Count; l++)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{model.Panel[l].Name}\n{model.Panel[l].Inheritance}\n"));
            var frequencies = model.At(l).Frequencies;
            for (int a = 0; a < frequencies.Count; a++)
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{frequencies.Alleles[a]}\n"));
                BinaryPrimitives.WriteDoubleLittleEndian(number, frequencies[a]);
                hash.AppendData(number);
            }

            hash.AppendData(Encoding.UTF8.GetBytes($"{model.Panel[classes.LociInOrder[l]].Name}\n"));
            hash.AppendData(classes.At(l).ByCode);
        }

        return hash.GetHashAndReset();
    }
}
