/** Reads a body while counting, so that an oversized one costs no more memory than its cap. One that was read already is only measured. */
export async function readBody(
  chunks: AsyncIterable<Uint8Array> | Uint8Array | null,
  maxBytes: number,
): Promise<Uint8Array | "too_large"> {
  if (chunks instanceof Uint8Array) return chunks.byteLength > maxBytes ? "too_large" : chunks;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return "too_large";
    parts.push(chunk);
  }
  return Buffer.concat(parts, size);
}
