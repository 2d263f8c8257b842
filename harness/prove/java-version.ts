import { join } from "node:path";
import spawn from "nano-spawn";

/** The version of the Java that Spark takes, such as `17.0.15`. @throws Error where there is none */
export async function javaVersion(): Promise<string> {
  const { JAVA_HOME } = process.env;
  const java = JAVA_HOME ? join(JAVA_HOME, "bin", "java") : "java";
  const said = await spawn(java, ["-version"]).catch(() => {
    throw new Error(
      `The command "${java}" is not on this machine: it runs Spark (Debian: apt-get install openjdk-17-jre-headless).`,
    );
  });
  const version = /version "([^"]+)"/.exec(said.stderr)?.[1];
  if (version === undefined) throw new Error(`${java} -version: found "${said.stderr}", expected a version.`);
  return version;
}
