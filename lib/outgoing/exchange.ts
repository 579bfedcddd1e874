/** One request and its whole answer in one buffer, by undici's dispatcher: fetch's streams cost more than the call itself. */
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import type { Dispatcher } from "undici";

export interface Exchange {
  url: URL;
  method: string;
  headers: Headers;
  body: string | Uint8Array | null;
  signal: AbortSignal | null;
}

export interface Answer {
  status: number;
  statusText: string;
  headers: Headers;
  /** An error where the answer began and could not be read to its end, or was too large. */
  body: Buffer | Error;
}

/** As fetch sends them. */
const DEFAULT_HEADERS = {
  accept: "*/*",
  "accept-language": "*",
  "sec-fetch-mode": "cors",
  "user-agent": "undici",
  "accept-encoding": "gzip, deflate",
};

/** Rejects where no answer began. */
export async function exchange(agent: Dispatcher, asked: Exchange, maxBytes: number): Promise<Answer> {
  asked.signal?.throwIfAborted();
  const answer = await dispatch(agent, asked, maxBytes);
  const coding = answer.headers.get("content-encoding");
  if (coding !== null && Buffer.isBuffer(answer.body) && answer.body.length > 0)
    answer.body = await decoded(answer.body, coding, maxBytes);
  return answer;
}

function dispatch(agent: Dispatcher, asked: Exchange, maxBytes: number): Promise<Answer> {
  const { url, method, headers, body, signal } = asked;
  return new Promise<Answer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let begun: Omit<Answer, "body"> | null = null;
    let stop: () => void = () => undefined;
    const settle = (outcome: Buffer | Error) => {
      signal?.removeEventListener("abort", stop);
      if (begun !== null) resolve({ ...begun, body: outcome });
      else reject(outcome);
    };
    // A call that waits for a free connection is given up at once; it is taken back when its turn comes.
    const early = () => settle(signal?.reason as Error);
    stop = early;
    signal?.addEventListener("abort", stop, { once: true });
    agent.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: method as Dispatcher.HttpMethod,
        headers: { ...DEFAULT_HEADERS, ...Object.fromEntries(headers) },
        body,
      },
      {
        onRequestStart(controller) {
          if (signal?.aborted) return controller.abort(signal.reason as Error);
          signal?.removeEventListener("abort", stop);
          stop = () => controller.abort(signal?.reason as Error);
          signal?.addEventListener("abort", stop, { once: true });
        },
        // biome-ignore lint/complexity/useMaxParams: undici calls it so
        onResponseStart(_controller, status, fields, statusText = "") {
          if (status >= 200) begun = { status, statusText, headers: headersOf(fields) };
        },
        onResponseData(controller, chunk) {
          size += chunk.length;
          if (size > maxBytes) controller.abort(tooLarge(maxBytes));
          else chunks.push(chunk);
        },
        onResponseEnd: () => settle(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)),
        onResponseError: (_controller, error) => settle(error),
      },
    );
  });
}

function headersOf(fields: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(fields))
    for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
  return headers;
}

const tooLarge = (maxBytes: number) =>
  new Error(`The answer is larger than ${Math.round(maxBytes / 1024)} KiB.`);

const DECODERS = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** The cap holds for the decoded size too. An unknown coding is left as it is, as fetch does. */
async function decoded(body: Buffer, codings: string, maxOutputLength: number): Promise<Buffer | Error> {
  const names = codings
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .reverse();
  if (names.length > 5 || !names.every((name) => Object.hasOwn(DECODERS, name))) return body;
  try {
    let plain = body;
    for (const name of names)
      plain = await DECODERS[name as keyof typeof DECODERS](plain, { maxOutputLength });
    return plain;
  } catch (error) {
    const isTooLarge = (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE";
    return isTooLarge ? tooLarge(maxOutputLength) : new TypeError("terminated", { cause: error });
  }
}
