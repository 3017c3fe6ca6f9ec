using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Matching.Tests.Architecture.Reading;

/// <summary>One instruction of a method body.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Code">What it does.</param>
/// <param name="Token">The metadata token it names; 0 for none.</param>
internal readonly record struct Instruction(int Offset, OpCode Code, int Token)
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The member or type named; only where <see cref="Token"/> is not that of a text.</summary>
    public EntityHandle Named => MetadataTokens.EntityHandle(Token);

    public static IEnumerable<Instruction> Of(byte[] body)
    {
        int at = 0;
        while (at < body.Length)
        {
            int start = at;
            short value = body[at++];
            if (value == 0xFE)
                value = (short)(0xFE00 | body[at++]);
            var code = Codes[value];
            int token = NamesToken(code) ? BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at)) : 0;
            at += OperandSize(code, body.AsSpan(at));
            yield return new Instruction(start, code, token);
        }
    }

    private static bool NamesToken(OpCode code) =>
        code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineString;

    private static int OperandSize(OpCode code, ReadOnlySpan<byte> operand) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BinaryPrimitives.ReadInt32LittleEndian(operand),
        _ => 4,
    };
}
