/**
 * The address, or null where the text is none. Not by `URL.canParse`: in Node 20 it begins to refuse letters such as "é" once it was called
 * some thousand times (its fast path takes Latin-1 for UTF-8).
 */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
