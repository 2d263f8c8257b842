/** Opens and ends a string or an expression in one, and everything else, of HCL. */
const TOKENS = /\\.|[$%]{2}\{|[$%]\{|["{}]|[^]/gu;

/**
 * Whether every string of a bake file ends on its line, and every brace where it should: no value is more than a text.
 *
 * @throws Error naming the line.
 */
export function assertBakeFile(text: string): void {
  const open: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (!line.trimStart().startsWith("#")) for (const [token] of line.matchAll(TOKENS)) step(open, token);
    if (open.includes('"')) throw new Error(`line ${index + 1} ends in a string: ${line}`);
  }
  if (open.length > 0) throw new Error(`${open.join(" ")} is not closed`);
}

function step(open: string[], token: string): void {
  const inString = open.at(-1) === '"';
  if (token === '"' && inString) open.pop();
  else if (token === '"') open.push(token);
  else if (inString ? token === "${" || token === "%{" : token === "{") open.push("{");
  else if (!inString && token === "}" && open.pop() !== "{") throw new Error("a brace closes nothing");
}
