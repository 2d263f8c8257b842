import { LAYOUT } from "../src/model/mirror-layout";
import { fetchJar, mavenPath } from "./artifacts/maven";
import { fetchPyspark } from "./artifacts/pyspark";
import { fetchWheels } from "./artifacts/wheels";
import type { MirrorContext } from "./mirror-context";
import type { Needs } from "./needs";
import { provideCpython } from "./stand-ins/cpython";
import { makeCudaImage } from "./stand-ins/cuda";
import { debianRelease, makeDebianImage } from "./stand-ins/debian";
import { provideSparkDistribution } from "./stand-ins/spark";
import type { Provided } from "./stand-ins/stand-in";

/** Makes one kind of artifact available to the builds that declare one of its build arguments. */
export interface Provider {
  /** The artifact that `needs` ask for; work with the same key is done once. Undefined: none. */
  readonly key: (needs: Needs) => string | undefined;
  readonly provide: (needs: Needs, context: MirrorContext) => Promise<Provided>;
}

const debian: Provider = {
  key: ({ debian: image }) => image && `debian ${debianRelease(image)}`,
  provide: ({ debian: image = "" }, context) => makeDebianImage(debianRelease(image), context),
};

const cuda: Provider = {
  key: ({ declared }) => (declared.has("CUDA_IMAGE") ? "cuda" : undefined),
  provide: (_, { cache, engine, report }) => makeCudaImage(cache, engine, report),
};

const cpython: Provider = {
  key: ({ declared, python }) =>
    declared.has("PYTHON_AMD64_SHA256") && python ? `cpython ${python}` : undefined,
  provide: (needs, context) => provideCpython(context, needs.python ?? ""),
};

const spark: Provider = {
  key: ({ declared, spark: version }) =>
    declared.has("SPARK_SHA512") && version ? `spark ${version}` : undefined,
  provide: (needs, context) => provideSparkDistribution(context, needs.spark ?? ""),
};

const jars: Provider = {
  key: (needs) =>
    needs.jars.length > 0 ? `jars ${needs.jars.map(({ sha256 }) => sha256).join(" ")}` : undefined,
  async provide(needs, { cache, routes, mirror, report }) {
    for (const jar of needs.jars) {
      const file = await fetchJar(cache, jar, report);
      routes.add(
        { path: `/${LAYOUT.maven}/${mavenPath(jar)}`, file },
        { path: `/postgresql/${jar.file}`, file },
      );
    }
    const maven = `${mirror.url}/${LAYOUT.maven}`;
    return {
      arguments: { MAVEN_URL: maven, NVIDIA_MAVEN_URL: maven, POSTGRESQL_URL: `${mirror.url}/postgresql` },
    };
  },
};

const pyspark: Provider = {
  key: (needs) =>
    needs.pyspark.length > 0 ? `pyspark ${needs.pyspark.map(({ sha256 }) => sha256).join(" ")}` : undefined,
  async provide(needs, { cache, routes, mirror, report }) {
    for (const source of needs.pyspark) {
      const path = await fetchPyspark(cache, source, report);
      routes.add({ path: `/${LAYOUT.apache}/spark/spark-${source.version}/${source.file}`, file: path });
      routes.addPythonFile("pyspark", { filename: source.file, sha256: source.sha256 }, path);
    }
    const apache = `${mirror.url}/${LAYOUT.apache}`;
    return {
      arguments: {
        APACHE_URL: apache,
        APACHE_ARCHIVE_URL: apache,
        PIP_INDEX_URL: `${mirror.url}/${LAYOUT.pythonIndex}`,
      },
    };
  },
};

const wheels: Provider = {
  key: (needs) =>
    needs.wheels.length > 0 ? `wheels ${needs.wheels.map(({ sha256 }) => sha256).join(" ")}` : undefined,
  async provide(needs, { cache, routes, mirror, report }) {
    for (const { name, file, sha256, path } of await fetchWheels(cache, needs.wheels, report)) {
      routes.addPythonFile(name, { filename: file, sha256 }, path);
    }
    return { arguments: { PIP_INDEX_URL: `${mirror.url}/${LAYOUT.pythonIndex}` } };
  },
};

/** Every kind of artifact that the mirror has. */
export const PROVIDERS: readonly Provider[] = [debian, cuda, cpython, spark, jars, pyspark, wheels];
