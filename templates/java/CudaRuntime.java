import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import jdk.incubator.foreign.CLinker;
import jdk.incubator.foreign.FunctionDescriptor;
import jdk.incubator.foreign.MemoryAccess;
import jdk.incubator.foreign.MemoryAddress;
import jdk.incubator.foreign.MemorySegment;
import jdk.incubator.foreign.ResourceScope;
import jdk.incubator.foreign.SymbolLookup;

/**
 * Prints what the CUDA runtime library, its argument, says: its version and whether it sees devices, or
 * its error code. With Java 17's own interface to C, as the image has no Python.
 */
public class CudaRuntime {
  public static void main(String[] arguments) throws Throwable {
    System.load(arguments[0]);
    System.out.println("version " + ask("cudaRuntimeGetVersion"));
    System.out.println("devices " + ask("cudaGetDeviceCount").replaceFirst("^[1-9][0-9]*$", "seen"));
  }

  /** Calls `cudaError_t name(int *answer)`. */
  private static String ask(String name) throws Throwable {
    MemoryAddress function = SymbolLookup.loaderLookup().lookup(name).get();
    MethodHandle handle = CLinker.getInstance().downcallHandle(
        function,
        MethodType.methodType(int.class, MemoryAddress.class),
        FunctionDescriptor.of(CLinker.C_INT, CLinker.C_POINTER));
    try (ResourceScope scope = ResourceScope.newConfinedScope()) {
      MemorySegment answer = MemorySegment.allocateNative(CLinker.C_INT, scope);
      int error = (int) handle.invokeExact(answer.address());
      return error == 0 ? String.valueOf(MemoryAccess.getInt(answer)) : "error " + error;
    }
  }
}
