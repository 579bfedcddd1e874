/** A template as text, references and other Liquid, and back: what is read is what was written, any text included. */
import { innerOf, piecesOf, type Reference, referenceText, rewritten } from "../references";
import { readQuotedText } from "./engine";
import { literalText } from "./literal-text";

export type Part =
  | { kind: "text"; text: string }
  | Pick<Reference, "kind" | "source" | "path" | "calls">
  /** Tags, and outputs that are more than a reference. */
  | { kind: "liquid"; raw: string };

/** Null where the text does not parse. Neighbors of a kind are one part. */
export function readParts(text: string): Part[] | null {
  try {
    return piecesOf(text).map(partOf).reduce<Part[]>(joined, []);
  } catch {
    return null;
  }
}

function partOf(piece: ReturnType<typeof piecesOf>[number]): Part {
  if (piece.kind === "text") return piece;
  // A brace that trims changes its neighbors, too.
  if (/^\{\{-|-\}\}$/.test(piece.raw)) return { kind: "liquid", raw: piece.raw };
  if (piece.kind === "reference") {
    const { kind, source, path, calls } = piece;
    return { kind, source, path, calls };
  }
  const inner = innerOf(piece.raw);
  const text = inner === null ? null : readQuotedText(inner);
  return text === null ? piece : { kind: "text", text };
}

function joined(parts: Part[], part: Part): Part[] {
  const last = parts.at(-1);
  if (part.kind === "text" && last?.kind === "text")
    parts[parts.length - 1] = { kind: "text", text: last.text + part.text };
  else if (part.kind === "liquid" && last?.kind === "liquid")
    parts[parts.length - 1] = { kind: "liquid", raw: last.raw + part.raw };
  else if (part.kind !== "text" || part.text !== "") parts.push(part);
  return parts;
}

export const writeParts = (parts: readonly Part[]): string =>
  parts
    .map((part, index) => {
      if (part.kind === "liquid") return part.raw;
      if (part.kind === "text") return literalText(part.text, index < parts.length - 1);
      const { source, path } = part;
      return rewritten({ ...part, filters: "", raw: referenceText(source, path) }, {});
    })
    .join("");
