/** Text between references of plain names and no filters, which needs no Liquid to be read: nearly all that people make by clicking. */

export type PlainPiece = { kind: "text"; text: string } | { kind: "access"; keys: string[]; raw: string };

/** By their roots: other names may be words of Liquid. */
const PLAIN = /\{\{ ?((?:trigger|steps\.[a-zA-Z_]\w*)(?:\.[a-zA-Z_]\w*)*) ?\}\}/g;
/** Longer texts are for who has limits. */
const MAX_PLAIN = 10_000;

/** Null where there may be more to it; what is returned is what Liquid reads. */
export function plainPieces(text: string): PlainPiece[] | null {
  if (text.length > MAX_PLAIN) return null;
  const pieces: PlainPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(PLAIN)) {
    if (match.index > end) pieces.push({ kind: "text", text: text.slice(end, match.index) });
    const keys = match[1]?.split(".") ?? [];
    pieces.push({ kind: "access", keys, raw: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: "text", text: text.slice(end) });
  const isPlain = pieces.every((piece) => piece.kind === "access" || !/\{[{%]/.test(piece.text));
  return isPlain ? pieces : null;
}
