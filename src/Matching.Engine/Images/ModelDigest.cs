using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Matching.Genetics.Hypotheses;

namespace Matching.Engine.Images;

/// <summary>A digest of everything that codes and classes depend on: loci in their order, alleles in theirs, frequencies.</summary>
internal static class ModelDigest
{
    public static byte[] Of(KinshipModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(double)];
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
        }

        return hash.GetHashAndReset();
    }
}
