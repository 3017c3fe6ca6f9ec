using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Matching.Tests.Architecture.Reading;

/// <summary>A built assembly, read without loading it.</summary>
internal sealed class BuiltAssembly : IDisposable
{
    private readonly PEReader _file;

    public BuiltAssembly(string path)
    {
        Path = path;
        _file = new PEReader(new MemoryStream(File.ReadAllBytes(path)));
        Metadata = _file.GetMetadataReader();
    }

    /// <summary>The assembly of the tests: where a rule is shown to see what it forbids.</summary>
    public static BuiltAssembly OfTests { get; } = new(typeof(BuiltAssembly).Assembly.Location);

    public string Path { get; }

    public MetadataReader Metadata { get; }

    public IEnumerable<string> References => Metadata.AssemblyReferences.Select(handle => Metadata.GetString(Metadata.GetAssemblyReference(handle).Name));

    /// <summary>True when compiled with the unsafe switch.</summary>
    public bool IsUnsafe => Metadata.GetModuleDefinition().GetCustomAttributes()
        .Select(handle => Metadata.GetCustomAttribute(handle).Constructor)
        .Any(ctor => MemberNames.TypeOf(Metadata, ctor).Name == "UnverifiableCodeAttribute");

    /// <summary>The types written by somebody; generated ones are left out.</summary>
    public IEnumerable<BuiltType> Types => Metadata.TypeDefinitions
        .Select(handle => new BuiltType(this, handle))
        .Where(type => type.Name.Name != "<Module>" && !type.Name.IsGenerated);

    public IEnumerable<BuiltType> PublicTypes => Types.Where(type => type.IsPublic);

    public void Dispose() => _file.Dispose();

    public byte[] BodyOf(MethodDefinition method) =>
        method.RelativeVirtualAddress == 0 ? [] : _file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];

    /// <summary>Types of the local variables of a method.</summary>
    public IEnumerable<TypeName> LocalsOf(MethodDefinition method)
    {
        if (method.RelativeVirtualAddress == 0 || _file.GetMethodBody(method.RelativeVirtualAddress).LocalSignature is not { IsNil: false } locals)
            return [];
        return Metadata.GetStandaloneSignature(locals).DecodeLocalSignature(SignatureNames.Instance, null).SelectMany(names => names);
    }

    /// <summary>Where the statements of each method stand in the sources, from the symbols beside the assembly.</summary>
    public IEnumerable<(MethodDefinitionHandle Method, SequencePoint Point, string File)> Statements()
    {
        if (!_file.TryOpenAssociatedPortablePdb(Path, file => File.Exists(file) ? File.OpenRead(file) : null, out var provider, out _))
            throw new InvalidOperationException($"{Path} has no symbols beside it.");
        using (provider)
        {
            var symbols = provider!.GetMetadataReader();
            foreach (var handle in symbols.MethodDebugInformation)
                foreach (var point in symbols.GetMethodDebugInformation(handle).GetSequencePoints())
                    if (!point.IsHidden)
                        yield return (handle.ToDefinitionHandle(), point, symbols.GetString(symbols.GetDocument(point.Document).Name));
        }
    }

    /// <summary>The text of a string literal.</summary>
    public string TextOf(Instruction literal) => Metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(literal.Token));
}
