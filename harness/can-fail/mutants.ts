/** An image with one fault, and the claims of its test that must fail for it, and no others. */
export interface Mutant {
  /** Folder's name of the image that it is made from. */
  readonly image: string;
  /** The fault, in a few words. */
  readonly fault: string;
  /** Dockerfile instructions that make the fault, as root. */
  readonly instructions: readonly string[];
  /** The claims that must fail, without the user they are checked for. */
  readonly claims: readonly string[];
}

const run = (...lines: readonly string[]): readonly string[] => lines.map((line) => `RUN ${line}`);

const POSTGRESQL = "postgresql-42.7.1.jar";
const DRIVER = "org.postgresql.Driver";
const FOUND = `PostgreSQL: DriverManager finds ${DRIVER} through CLASSPATH; it accepts its own URL only`;
const BYTES = `PostgreSQL: ${POSTGRESQL} has the bytes of the lock`;
const ONCE = "PostgreSQL: Spark has the driver on its class path, once";

/** One fault for each kind of promise that an image makes. */
export const MUTANTS: readonly Mutant[] = [
  {
    image: "jdk-17",
    fault: "runs as root",
    instructions: ["USER 0:0"],
    claims: ["the user is 185:0"],
  },
  {
    image: "jdk-17",
    fault: "without its version label",
    instructions: ['LABEL org.opencontainers.image.version=""'],
    claims: ["the label names the version"],
  },
  {
    image: "jdk-17",
    fault: "without a CA bundle",
    instructions: run(": >/etc/ssl/certs/ca-certificates.crt"),
    claims: ["the CA bundle holds certificates"],
  },
  {
    image: "jdk-17",
    fault: "with package lists left",
    instructions: run("mkdir -p /var/lib/apt/lists && echo left >/var/lib/apt/lists/some_list"),
    claims: ["no package lists, package archives or logs are left"],
  },
  {
    image: "jdk-17",
    fault: "with a compiler",
    instructions: run("ln -s /bin/true /usr/local/bin/gcc"),
    claims: ["there is no compiler"],
  },
  {
    image: "jdk-17",
    fault: "with another gid for spark",
    instructions: run("sed -i 's/^spark:x:185:0:/spark:x:185:185:/' /etc/passwd"),
    claims: ["spark is uid 185, gid 0, with a home that its group can write"],
  },
  {
    image: "jdbc-drivers",
    fault: "a jar is removed",
    instructions: run(`rm /opt/jdbc/${POSTGRESQL}`),
    claims: [BYTES, FOUND, ONCE, "there is no other jar"],
  },
  {
    image: "jdbc-drivers",
    fault: "a jar is truncated",
    instructions: run(`truncate -s 1000 /opt/jdbc/${POSTGRESQL}`),
    claims: [BYTES, FOUND],
  },
  {
    image: "jdbc-drivers",
    fault: "a jar is an HTML page",
    instructions: run(`echo '<html>Not found</html>' >/opt/jdbc/${POSTGRESQL}`),
    claims: [BYTES, FOUND],
  },
  {
    image: "jdbc-drivers",
    fault: "a driver is not on Spark's class path",
    instructions: run(`rm /opt/spark/jars/${POSTGRESQL}`),
    claims: [ONCE, "there is no other jar"],
  },
  {
    image: "jdbc-drivers",
    fault: "a driver is on Spark's class path twice",
    instructions: run(`ln -s ../../jdbc/${POSTGRESQL} /opt/spark/jars/again.jar`),
    claims: [ONCE, "there is no other jar"],
  },
  {
    image: "jdbc-drivers",
    fault: "the notice is gone",
    instructions: run("rm /opt/jdbc/licenses/LICENSES.md"),
    claims: ["PostgreSQL", "MySQL", "Oracle Database", "Microsoft SQL Server", "Vertica"].map(
      (title) => `${title}: the notice of licences names the driver`,
    ),
  },
  {
    image: "spark-3.5.8-core",
    fault: "the Kubernetes backend is removed",
    instructions: run("rm /opt/spark/jars/spark-kubernetes_*.jar"),
    claims: ["the Kubernetes backend is there"],
  },
  {
    image: "spark-3.5.8-core",
    fault: "the work-dir cannot be written",
    instructions: run("chmod 0755 /opt/spark/work-dir"),
    claims: ["the work-dir can be written by group 0"],
  },
  {
    image: "spark-3.5.8-core",
    fault: "a second Py4J",
    instructions: run("cp /opt/spark/python/lib/py4j-*-src.zip /opt/spark/py4j-0.10.9.1-src.zip"),
    claims: ["there is one Py4J for Python"],
  },
  {
    image: "spark-3.5.8-core",
    fault: "the entrypoint does not provide a passwd entry",
    instructions: run("sed -i 's/^provide_home$/:/' /opt/entrypoint.sh"),
    claims: [
      "a session of spark-shell runs to its end",
      "spark-shell evaluates an expression",
      "a job writes and reads parquet with snappy, zstd and lz4",
      "every command has a passwd entry",
      "every command has a home that can be written",
      "Java has a user name and a home that can be written",
    ],
  },
];
