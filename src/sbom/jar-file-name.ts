/** What a jar's file name tells: `netty-transport-native-epoll` and `4.1.96.Final-linux-x86_64`. */
export interface JarFileName {
  readonly name: string;
  /** With the classifier, which a file name does not tell apart; empty where the name has no version. */
  readonly version: string;
}

/** Reads name and version of a jar from its path: the version starts at the last hyphen before a digit. */
export function readJarFileName(path: string): JarFileName {
  const file = (path.split("/").at(-1) ?? path).replace(/\.jar$/, "");
  const match = /^(.+)-(\d.*)$/.exec(file);
  return { name: match?.[1] ?? file, version: match?.[2] ?? "" };
}
