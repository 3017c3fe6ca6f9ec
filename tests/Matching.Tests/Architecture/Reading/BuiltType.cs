using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Matching.Tests.Architecture.Reading;

/// <summary>Something that a type names.</summary>
/// <param name="Where">The type, and the method where it is one.</param>
/// <param name="Type">The type named.</param>
/// <param name="Member">Its member with the number of parameters, such as <c>Now/0</c>; empty for the type alone.</param>
internal readonly record struct Mention(string Where, TypeName Type, string Member);

/// <summary>A type of a built assembly.</summary>
internal sealed class BuiltType(BuiltAssembly assembly, TypeDefinitionHandle handle)
{
    private readonly MetadataReader _metadata = assembly.Metadata;
    private readonly TypeDefinition _type = assembly.Metadata.GetTypeDefinition(handle);

    public TypeName Name { get; } = MetadataNames.Of(assembly.Metadata, handle);

    public bool IsInterface => _type.Attributes.HasFlag(TypeAttributes.Interface);

    public bool IsPublic => (_type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => new BuiltType(assembly, _type.GetDeclaringType()).IsPublic,
        _ => false,
    };

    public IEnumerable<TypeName> Interfaces =>
        _type.GetInterfaceImplementations().SelectMany(i => MetadataNames.AllOf(_metadata, _metadata.GetInterfaceImplementation(i).Interface).Take(1));

    public IEnumerable<MethodDefinition> Methods => _type.GetMethods().Select(_metadata.GetMethodDefinition);

    /// <summary>Names of all methods, properties, fields and enumeration members.</summary>
    public IEnumerable<string> Members =>
    [
        .. Methods.Select(m => _metadata.GetString(m.Name)),
        .. _type.GetProperties().Select(p => _metadata.GetString(_metadata.GetPropertyDefinition(p).Name)),
        .. Fields.Select(f => _metadata.GetString(f.Name)),
    ];

    /// <summary>Text constants by name.</summary>
    public IEnumerable<(string Name, string Text)> TextConstants =>
        from definition in Fields
        let constant = definition.GetDefaultValue()
        where !constant.IsNil && _metadata.GetConstant(constant).TypeCode == ConstantTypeCode.String
        select (_metadata.GetString(definition.Name), (string)_metadata.GetBlobReader(_metadata.GetConstant(constant).Value).ReadConstant(ConstantTypeCode.String)!);

    private IEnumerable<FieldDefinition> Fields => _type.GetFields().Select(_metadata.GetFieldDefinition);

    /// <summary>What stands in the declaration: base type, interfaces, constraints, fields, parameters and results.</summary>
    public IEnumerable<Mention> Declaration()
    {
        string where = Name.Written.ToString();
        var heads = MetadataNames.AllOf(_metadata, _type.BaseType)
            .Concat(_type.GetInterfaceImplementations().SelectMany(i => MetadataNames.AllOf(_metadata, _metadata.GetInterfaceImplementation(i).Interface)))
            .Concat(ConstraintsOf(_type.GetGenericParameters()));
        foreach (var type in heads)
            yield return new Mention(where, type, string.Empty);
        foreach (var field in Fields)
            foreach (var type in field.DecodeSignature(SignatureNames.Instance, null))
                yield return new Mention($"{where}.{_metadata.GetString(field.Name)}", type, string.Empty);
        foreach (var method in Methods)
        {
            var signature = method.DecodeSignature(SignatureNames.Instance, null);
            foreach (var type in signature.ParameterTypes.SelectMany(names => names).Concat(signature.ReturnType).Concat(ConstraintsOf(method.GetGenericParameters())))
                yield return new Mention($"{where}.{_metadata.GetString(method.Name)}", type, string.Empty);
        }
    }

    /// <summary>What the method bodies name: local variables, calls, fields, types.</summary>
    public IEnumerable<Mention> Bodies()
    {
        foreach (var method in Methods)
        {
            string where = $"{Name.Written}.{_metadata.GetString(method.Name)}";
            foreach (var type in assembly.LocalsOf(method))
                yield return new Mention(where, type, string.Empty);
            foreach (var instruction in Instruction.Of(assembly.BodyOf(method)))
            {
                if (instruction.Token == 0 || instruction.Code.OperandType == OperandType.InlineString)
                    continue;
                string member = MemberNames.Of(_metadata, instruction.Named);
                foreach (var type in MemberNames.MentionedBy(_metadata, instruction.Named))
                    yield return new Mention(where, type, member);
            }
        }
    }

    private ImmutableArray<TypeName> ConstraintsOf(GenericParameterHandleCollection parameters) =>
    [
        .. parameters.SelectMany(p => _metadata.GetGenericParameter(p).GetConstraints())
            .SelectMany(c => MetadataNames.AllOf(_metadata, _metadata.GetGenericParameterConstraint(c).Type)),
    ];
}
