import { DockerfileParser } from "dockerfile-ast";

const KEYWORDS = new Set("FROM ARG RUN COPY ENV LABEL USER WORKDIR ENTRYPOINT CMD".split(" "));
const LABELS = /^(org\.opencontainers\.image|spark-k8s)\.[a-z.-]+$/;
const REFERENCE = /^(\$\{[A-Z0-9_]+\}|[a-z0-9][A-Za-z0-9._/:@-]*)$/;

/** What the rest of an instruction may be, where it names things that a value stands for. */
const FORMS: Readonly<Record<string, (rest: string) => boolean>> = {
  FROM: isFrom,
  ARG: isArgument,
  LABEL: isLabels,
};

/** Whether a Dockerfile has only the instructions that templates have, each whole. */
export function assertDockerfile(text: string): void {
  const instructions = DockerfileParser.parse(text).getInstructions();
  if (instructions[0]?.getKeyword() !== "ARG")
    throw new Error("does not start with the names of its parents");
  for (const instruction of instructions) {
    const keyword = instruction.getKeyword();
    if (!KEYWORDS.has(keyword)) throw new Error(`${keyword} is no instruction of a template`);
    const isWhole = FORMS[keyword];
    if (!isWhole) continue;
    const rest = instruction.getArgumentsContent() ?? "";
    if (!isWhole(rest)) throw new Error(`${keyword} ${rest} is not of the form of a template`);
  }
  assertHeredocs(text);
}

function isFrom(rest: string): boolean {
  const [image = "", as = "AS", stage = "fetch", ...more] = rest.split(" ");
  return REFERENCE.test(image) && as === "AS" && /^[a-z0-9-]+$/.test(stage) && more.length === 0;
}

/** A name, with a default that is one plain word. */
function isArgument(rest: string): boolean {
  return /^[A-Z][A-Z0-9_]*(=[A-Za-z0-9._/:@%+~-]*)?$/.test(rest);
}

/** Each label is one pair of double quotes, in which nothing is a quote, a command or a variable but a build argument. */
function isLabels(rest: string): boolean {
  const left = rest.replace(/([a-z0-9.-]+)="(?:[^"$`\\]|\$\{[A-Z0-9_]+\})+"/g, (pair, name: string) =>
    LABELS.test(name) ? "" : pair,
  );
  return left.trim() === "";
}

/** Heredocs are opened and closed in turn, and nothing is left open at the end. */
function assertHeredocs(text: string): void {
  let end: string | undefined;
  for (const line of text.split("\n")) {
    if (end === undefined) end = /<<-?'?([A-Z]+)'?$/.exec(line)?.[1];
    else if (line === end) end = undefined;
  }
  if (end !== undefined) throw new Error(`<<${end} is not closed`);
}
