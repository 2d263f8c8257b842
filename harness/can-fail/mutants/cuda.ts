import type { CudaFolder } from "../../../src/model/project";
import { configured, type Mutant, type PlannedImage, ran } from "../mutant";

const SESSION = "a session with the CUDA runtime runs to its end";
const DEVICE = "a device is seen";
const NEEDED = "what the libraries need is there";

/** Faults of the CUDA image. */
export function cudaMutants({ folder }: PlannedImage<CudaFolder>): readonly Mutant[] {
  const [major = 0, minor = 0] = folder.cuda.split(".").map(Number);
  // As CUDA counts: 12010 is 12.1.
  const code = major * 1000 + minor * 10;
  const version = `cudaRuntimeGetVersion() is ${code}`;
  const libraries = `/usr/local/cuda-${folder.cuda}/lib64`;
  const paths = `CUDA_HOME and the library path lead to CUDA ${folder.cuda}`;
  return [
    ran("the CUDA runtime is gone", `rm ${libraries}/libcudart.so.*`, [SESSION, version, DEVICE]),
    ran(
      "the CUDA runtime is of another version",
      `perl -pi -e 's/${littleEndian(code)}/${littleEndian(code + 10)}/g' ${libraries}/libcudart.so.*.*`,
      [version],
    ),
    ran("a library that others need is gone", `rm ${libraries}/libcublasLt.so.*`, [NEEDED]),
    configured("no device is asked for", 'ENV NVIDIA_VISIBLE_DEVICES=""', [
      "the environment asks for all devices, to compute and to be asked about",
    ]),
    configured("CUDA_HOME leads elsewhere", "ENV CUDA_HOME=/usr/local/cuda", [paths]),
    ran("Java is gone", 'rm "$(readlink -f "$JAVA_HOME/bin/java")"', [
      SESSION,
      version,
      DEVICE,
      "it is the image with Java",
    ]),
  ];
}

/** A number as 32 bits in the order of amd64 and arm64, as Perl writes them. */
function littleEndian(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
