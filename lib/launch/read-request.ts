import type { IncomingMessage } from "node:http";

/**
 * The whole body, up to a cap. "too_large" as soon as it is known, which is before the first byte when content-length says so; "gone" when
 * the client left before its end. By events: an async iterator costs more than the rest of a webhook's way through this process.
 */
export function readRequest(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array | "too_large" | "gone"> {
  if (Number(request.headers["content-length"]) > maxBytes) return Promise.resolve("too_large");
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const collect = (part: Buffer) => {
      size += part.byteLength;
      if (size <= maxBytes) {
        parts.push(part);
        return;
      }
      request.off("data", collect);
      resolve("too_large");
    };
    request
      .on("data", collect)
      .once("end", () => resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, size)))
      .once("error", () => resolve("gone"))
      .once("close", () => resolve("gone"));
  });
}
