import MarkdownIt, { type Token } from "markdown-it";

const parser = new MarkdownIt({ html: true, linkify: false });

/** Whether a document has only headings, paragraphs, lists and tables of texts: no link, image or HTML of a value. */
export function assertMarkdown(text: string): void {
  const tokens = parser.parse(text, {});
  const comment = /^<!-- (Generated from [^<>]*|generated: \w+|end of \w+) -->\n$/;
  const html = tokens.find(({ type, content }) => type === "html_block" && !comment.test(content));
  if (html) throw new Error(`has other HTML than this project's comments: ${html.content}`);
  const foreign = inlineOf(tokens)
    .filter((token) => !isOwnLink(token))
    .find(({ type }) => !/^(text|text_special|code_inline|softbreak|strong_open|strong_close)$/.test(type));
  if (foreign) throw new Error(`a value became ${foreign.type}: ${foreign.content}`);
  assertTables(text);
}

/** A link to another document of this project, and its end. */
function isOwnLink(token: Token): boolean {
  const target = String(token.attrGet("href"));
  const isOpen = token.type === "link_open" && /^(\.\.\/)?[\w/-]+\.md(#[\w-]+)?$/.test(target);
  return isOpen || token.type === "link_close";
}

/** The texts of a document's table cells, as a reader sees them. */
export function cellsOf(text: string): readonly string[] {
  const tokens = parser.parse(text, {});
  return tokens.flatMap((token, index) =>
    token.type === "inline" && /^t[dh]_open$/.test(tokens[index - 1]?.type ?? "") ? [plain(token)] : [],
  );
}

function plain({ children }: Token): string {
  return (children ?? []).map(({ content }) => content).join("");
}

function inlineOf(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap(({ children }) => children ?? []);
}

/** Each row of a table has as many cells as its head: a parser drops what is too much. */
function assertTables(text: string): void {
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  let columns = 0;
  for (const [index, row] of rows.entries()) {
    const cells = row.split(/(?<!\\)\|/).length;
    if (rows[index + 1]?.startsWith("| ---")) columns = cells;
    if (cells !== columns)
      throw new Error(`a row of ${cells - 2} cells under ${columns - 2} columns: ${row}`);
  }
}
