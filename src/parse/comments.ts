import { ScanError, SyntaxKind, createScanner } from "jsonc-parser";

/**
 * A text with spaces for its comments, so that all else stays in its place. A comment that does not end is left: it is
 * an error of the text. (jsonc-parser's own stripComments takes one character too many for each.)
 */
export function blankComments(text: string): string {
  const scanner = createScanner(text);
  const parts: string[] = [];
  for (let kind = scanner.scan(); kind !== SyntaxKind.EOF; kind = scanner.scan()) {
    const isComment = kind === SyntaxKind.LineCommentTrivia || kind === SyntaxKind.BlockCommentTrivia;
    const start = scanner.getTokenOffset();
    const token = text.slice(start, start + scanner.getTokenLength());
    const isWhole = scanner.getTokenError() !== ScanError.UnexpectedEndOfComment;
    parts.push(isComment && isWhole ? token.replaceAll(/[^\r\n]/g, " ") : token);
  }
  return parts.join("");
}
