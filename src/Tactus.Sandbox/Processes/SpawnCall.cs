using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Processes;

/// <summary>One call of <c>posix_spawn</c>: a process group of its own, default signals, and no descriptor but those named.</summary>
internal static unsafe class SpawnCall
{
    // The C library's opaque types are 336 and 80 bytes with glibc on x64; a page each leaves room for others.
    private const int OpaqueSize = 4096;

    // A source below this could be overwritten by an earlier target in the child.
    private const int LowestSource = 200;

    /// <summary>Starts the program with the given descriptors as 0, 1, 2, 3, …</summary>
    /// <exception cref="Win32Exception">It could not be started.</exception>
    internal static int Run(ProcessStart start, IReadOnlyList<OwnedDescriptor> descriptors)
    {
        var sources = new List<OwnedDescriptor>(descriptors.Count);
        void* actions = NativeMemory.AllocZeroed(OpaqueSize);
        void* attributes = NativeMemory.AllocZeroed(OpaqueSize);
        byte** argv = Strings(start.Argv);
        byte** environment = Strings([.. start.Environment.Select(entry => entry.Key + "=" + entry.Value)]);
        try
        {
            Check(Libc.SpawnActionsCreate(actions));
            Check(Libc.SpawnAttributesCreate(attributes));
            foreach (OwnedDescriptor descriptor in descriptors)
            {
                OwnedDescriptor source = descriptor.Duplicate(LowestSource);
                sources.Add(source);
                Check(Libc.SpawnActionsDuplicate(actions, source.Number, sources.Count - 1));
            }

            Check(Libc.SpawnActionsCloseFrom(actions, descriptors.Count));
            Check(Libc.SpawnActionsChangeDirectory(actions, start.WorkingDirectory));
            SetSignals(attributes);

            int process;
            Check(Libc.Spawn(&process, start.Program, actions, attributes, argv, environment));
            return process;
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
            _ = Libc.SpawnActionsDestroy(actions);
            _ = Libc.SpawnAttributesDestroy(attributes);
            NativeMemory.Free(actions);
            NativeMemory.Free(attributes);
            Free(argv);
            Free(environment);
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }

    private static void SetSignals(void* attributes)
    {
        // .NET ignores SIGPIPE and blocks some signals; a child that inherits that never learns that its reader is gone.
        byte* mask = stackalloc byte[128];
        new Span<byte>(mask, 128).Clear();
        Check(Libc.SpawnAttributesSetMask(attributes, mask));
        new Span<byte>(mask, 128).Fill(0xFF);
        Check(Libc.SpawnAttributesSetDefaultSignals(attributes, mask));
        Check(Libc.SpawnAttributesSetFlags(
            attributes, LinuxConstants.SpawnNewGroup | LinuxConstants.SpawnDefaultSignals | LinuxConstants.SpawnSignalMask));
    }

    private static byte** Strings(IReadOnlyList<string> values)
    {
        byte** list = (byte**)NativeMemory.AllocZeroed((nuint)(values.Count + 1), (nuint)sizeof(byte*));
        for (int i = 0; i < values.Count; i++)
        {
            byte[] text = Encoding.UTF8.GetBytes(values[i]);
            list[i] = (byte*)NativeMemory.AllocZeroed((nuint)text.Length + 1);
            text.CopyTo(new Span<byte>(list[i], text.Length));
        }

        return list;
    }

    private static void Free(byte** list)
    {
        for (byte** entry = list; *entry != null; entry++)
        {
            NativeMemory.Free(*entry);
        }

        NativeMemory.Free(list);
    }
}
