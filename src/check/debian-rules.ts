import type { Problem } from "../model/problem";
import { cite, knownIn, missingFact, rowToAdd } from "./facts";
import { type Rule, type RuleInput, list } from "./rule";
import { workingBases } from "./working-bases";

/** A Debian release without the JDK of the matrix, or of which nothing is known. */
export const debianHasJava: Rule = (input) => {
  const { matrix, matrixFile, knowledge } = input;
  const release = matrix.debian?.release;
  const java = matrix.java?.version;
  if (release === undefined) return [];
  const jdks = knowledge.os.jdks.filter((row) => row.release === release);
  const [row] = jdks;
  if (!row) return [missingRelease(input, release)];
  if (java === undefined || jdks.some((jdk) => jdk.java === java)) return [];
  return [
    matrixFile.problem(
      ["java", "version"],
      `${java} on Debian ${release}, which has no package openjdk-${java}-jre-headless`,
      `Java ${list(jdks.map((jdk) => `${jdk.java}`))} on ${release} ${cite("os", `jdks of ${release}`, row)}`,
      workingBases(input),
    ),
  ];
};

function missingRelease(input: RuleInput, release: string): Problem {
  const known = input.knowledge.os.jdks.map((row) => row.release);
  return missingFact(input.matrixFile, ["debian", "release"], {
    rule: "debian-java",
    for: `debian ${release}`,
    found: `Debian ${release}, whose JDKs are not known`,
    allowed: knownIn("os", "jdks", known),
    add: rowToAdd("os", "jdks", { release, java: undefined }),
    instead: workingBases(input),
  });
}
