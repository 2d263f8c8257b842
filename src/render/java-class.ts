// Major version of the class files of Java N: 44 + N (Java Virtual Machine Specification, table 4.1-A).
const BEFORE_JAVA_1 = 44;
const MAJOR_VERSION = 6;

/**
 * A compiled class as one of a Java feature release: no older Java runs it, every later one does. What an older
 * compiler wrote is allowed in a later class file.
 *
 * @param compiled Class file, Base64.
 */
export function forJava(compiled: string, java: number): string {
  const file = Buffer.from(compiled, "base64");
  file.writeUInt16BE(BEFORE_JAVA_1 + java, MAJOR_VERSION);
  return file.toString("base64");
}
