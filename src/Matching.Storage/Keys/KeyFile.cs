using System.Text;
using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Storage.Dialects;

namespace Matching.Storage.Keys;

/// <summary>The file of the keys, read by its owner alone.</summary>
internal sealed class KeyFile
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    private readonly string _path;
    private volatile KeyRing _ring;

    private KeyFile(string path, KeyRing ring) => (_path, _ring) = (path, ring);

    /// <summary>The keys as last read or written.</summary>
    public KeyRing Ring => _ring;

    /// <summary>Where it is.</summary>
    public string Place => _path;

    /// <summary>Digests under the key for them.</summary>
    /// <exception cref="CaseStoreException"><see cref="CaseStoreCodes.NoKey"/>: it was destroyed.</exception>
    public KeyedDigest Digests => _ring.Digest is { } key
        ? new KeyedDigest(key.AsSpan())
        : throw new CaseStoreException(CaseStoreCodes.NoKey, $"The key for digests was destroyed in {_path}: profiles can no longer be added to this registry.");

    /// <summary>Reads the keys of a registry that exists.</summary>
    public static KeyFile Open(string path) => File.Exists(path)
        ? new KeyFile(path, Read(path))
        : throw new CaseStoreException(
            CaseStoreCodes.NoKey, $"The registry exists, but its key file {path} does not. Restore the key file from its backup, or say where it is (MATCHING_KEY_FILE).");

    /// <summary>Makes keys for a new registry. Keys that are there already are taken: somebody laid them out.</summary>
    public static KeyFile Create(string path, DateTimeOffset at)
    {
        if (!File.Exists(path))
            Write(path, KeyRing.Create(at), overwrite: false);
        return Open(path);
    }

    /// <summary>The bytes of a key. Read again once when the key is not known: another process may have added it.</summary>
    /// <exception cref="CaseStoreException"><see cref="CaseStoreCodes.WrongKey"/>: the file does not hold it.</exception>
    public ReadOnlySpan<byte> Find(uint id)
    {
        if (FindIn(_ring, id) is { } known)
            return known.Bytes.AsSpan();
        _ring = Read(_path);
        return FindIn(_ring, id) is { } key
            ? key.Bytes.AsSpan()
            : throw new CaseStoreException(CaseStoreCodes.WrongKey, $"{_path} does not hold the key {id:x8}, under which a field is encrypted. Use the key file of this registry.");
    }

    /// <summary>Puts other keys in the place of these: all of them or, when that fails, none.</summary>
    public void Replace(KeyRing ring)
    {
        Write(_path, ring, overwrite: true);
        _ring = ring;
    }

    /// <summary>Reads the file again.</summary>
    public void Reload() => _ring = Read(_path);

    private static FieldKey? FindIn(KeyRing ring, uint id) => ring.Keys.FirstOrDefault(k => k.Id == id);

    private static KeyRing Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
                throw new CaseStoreException(CaseStoreCodes.BadKeyFile, $"The key file {path} is open to other users. Take their rights away (chmod 600).");
            return KeyRing.OfJson(File.ReadAllText(path));
        }
        catch (FormatException)
        {
            throw new CaseStoreException(CaseStoreCodes.BadKeyFile, $"{path} is no key file. Restore it from its backup.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CaseStoreException(CaseStoreCodes.NoKey, $"The key file {path} cannot be read. Check its rights.", exception);
        }
    }

    private static void Write(string path, KeyRing ring, bool overwrite)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
                OwnerFile.CreateFolder(folder);
            OwnerFile.Create(path, Encoding.UTF8.GetBytes(ring.ToJson()), overwrite);
            OwnerFile.Settle(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CaseStoreException(CaseStoreCodes.NoKey, $"The key file {path} cannot be written. Check the folder and its rights.", exception);
        }
    }
}
