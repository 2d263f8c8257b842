import { expect, it } from "vitest";
import { readJarFileName } from "../../src/sbom/jar-file-name";

it.each([
  ["HikariCP-2.5.1.jar", "HikariCP", "2.5.1"],
  ["log4j-1.2-api-2.20.0.jar", "log4j-1.2-api", "2.20.0"],
  ["javax.jdo-3.2.0-m3.jar", "javax.jdo", "3.2.0-m3"],
  ["hive-exec-2.3.9-core.jar", "hive-exec", "2.3.9-core"],
  ["connect-repl/ammonite-util-2.13.17_2.13-3.0.3.jar", "ammonite-util-2.13.17_2.13", "3.0.3"],
  [
    "netty-transport-native-epoll-4.1.96.Final-linux-x86_64.jar",
    "netty-transport-native-epoll",
    "4.1.96.Final-linux-x86_64",
  ],
  ["unversioned.jar", "unversioned", ""],
])("reads %s as %s at version %s", (file, name, version) => {
  expect(readJarFileName(file)).toEqual({ name, version });
});
