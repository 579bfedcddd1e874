import { z } from "zod";
import type { JsonValue } from "../../../base/json";
import { parseUrl } from "../../../base/parse-url";
import { defineAction } from "../../../kit/define";
import { FatalError, RetryAfterError } from "../../../kit/errors";
import { input, out } from "../../../kit/fields";
import { retryAfterMs } from "../../../kit/retry-after";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] as const;
const DEFAULT_WAIT_MS = 30_000;
/** In an error's details; the whole answer would bury it. */
const EXCERPT = 2_000;

const inputSchema = z.object({
  method: input.select(
    "Method",
    METHODS.map((value) => ({ value, label: value })),
    { default: "POST" },
  ),
  url: input.url("URL", { placeholder: "https://api.example.com/people" }),
  query: input.keyValue("Query parameters", { advanced: true }),
  headers: input.keyValue("Headers"),
  bodyType: input.select(
    "Body",
    [
      { value: "none", label: "None" },
      { value: "json", label: "JSON" },
      { value: "form", label: "Form" },
      { value: "text", label: "Text" },
    ],
    { default: "json" },
  ),
  json: input.json("JSON body", { showWhen: { key: "bodyType", in: ["json"] } }),
  form: input.keyValue("Form fields", { showWhen: { key: "bodyType", in: ["form"] } }),
  text: input.optionalMultiline("Text body", { showWhen: { key: "bodyType", in: ["text"] } }),
  timeoutSeconds: input.number("Timeout in seconds", { min: 1, max: 120, default: 20, advanced: true }),
  acceptErrors: input.boolean("Go on when the answer is an error", {
    default: false,
    advanced: true,
    description: "Otherwise a status of 400 or more fails the step.",
  }),
});
type Input = z.output<typeof inputSchema>;

export const request = defineAction({
  slug: "request",
  name: "HTTP request",
  aliases: ["webhook", "api", "post", "get", "call url", "rest", "curl", "fetch"],
  summary: "Sends a request to any address and hands its answer on.",
  docsUrl: "/integrations/http",
  icon: "globe",
  sentence: "{method} {url}",
  role: "action",
  input: inputSchema,
  output: z.object({
    status: out.number("Status", { example: 200 }),
    ok: out.boolean("Succeeded", { description: "The status is from 200 to 299.", example: true }),
    headers: out.described("Headers", {}, { example: { "content-type": "application/json" } }),
    body: out.json("Body", { description: "Parsed where it is JSON, else text.", example: { id: "42" } }),
  }),
  sample: { status: 200, ok: true, headers: { "content-type": "application/json" }, body: { id: "42" } },
  canFail: true,
  retry: { maxAttempts: 5, backoffMs: 2_000, maxBackoffMs: 300_000 },
  // By the Idempotency-Key: whoever must not act twice can tell that it is the same request.
  safeToRepeat: true,
  timeoutMs: 125_000,
  calls: { url: "url", method: "method" },
  async run({ input: request, fetch, signal, idempotencyKey, now }) {
    const url = addressOf(request);
    const { body, type } = bodyOf(request);
    const headers = new Headers({
      "idempotency-key": idempotencyKey,
      ...(type === null ? {} : { "content-type": type }),
    });
    for (const [name, value] of Object.entries(request.headers ?? {})) setHeader(headers, name, value);
    const { answer, text } = await within(request.timeoutSeconds, signal, async (limited) => {
      const answer = await fetch(url, { method: request.method, headers, body, signal: limited });
      return { answer, text: await answer.text() };
    });
    if (!answer.ok && !request.acceptErrors) throw failureOf(answer, text, now().getTime());
    return {
      output: {
        status: answer.status,
        ok: answer.ok,
        headers: Object.fromEntries(answer.headers),
        body: parseBody(answer.headers, text),
      },
    };
  },
  pairsWith: ["flow.filter", "flow.branch", "slack.post-message", "email.send-email"],
  faq: [
    {
      question: "What happens when the other side is down?",
      answer:
        "The request is sent again, up to five times, waiting longer each time. If the answer names a time (Retry-After), that is respected. Every try carries the same Idempotency-Key header.",
    },
    {
      question: "What if Hookline is stopped while a request is under way?",
      answer:
        "The request is sent again with the same Idempotency-Key, and the run shows the first try as interrupted. If the other side does not look at that header and must not get a request twice, choose under Options that the run asks you first.",
    },
    {
      question: "What if the other side allows only so many calls?",
      answer:
        "The limits of Customer.io's App API are known and kept: a call that would be too early waits for its turn, and uses up no try. For others, limit the workflow's runs at once in its settings; an answer 429 is tried again when it says.",
    },
    {
      question: "Can I call an address in my own network?",
      answer:
        "Only those that whoever runs Hookline has allowed by HOOKLINE_ALLOW_HOSTS. All other private addresses are refused, so that a workflow cannot be used to look around inside.",
    },
  ],
});

function addressOf({ url, query }: Input): URL {
  const address = parseUrl(url);
  if (address === null)
    throw new FatalError(`"${url}" is not a URL. It must begin with https:// or http://.`);
  if (address.protocol !== "https:" && address.protocol !== "http:")
    throw new FatalError(`${address.protocol} cannot be called; only https: and http: can.`);
  for (const [name, value] of Object.entries(query ?? {})) address.searchParams.append(name, value);
  return address;
}

/** Until `seconds` have passed or `outer` aborts. By hand: AbortSignal.any and AbortSignal.timeout cost more than the call itself. */
async function within<T>(
  seconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const limit = new AbortController();
  const stop = () => limit.abort(outer.reason);
  const late = () =>
    limit.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
  const timer = setTimeout(late, seconds * 1000);
  outer.addEventListener("abort", stop, { once: true });
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", stop);
  }
}

/** The content type can be replaced by a header of the user's. */
function bodyOf(request: Input): { body: string | undefined; type: string | null } {
  const { method, bodyType } = request;
  if (method === "GET" || method === "HEAD" || bodyType === "none") return { body: undefined, type: null };
  if (bodyType === "form")
    return {
      body: new URLSearchParams(request.form ?? {}).toString(),
      type: "application/x-www-form-urlencoded",
    };
  if (bodyType === "text") return { body: request.text ?? "", type: "text/plain; charset=utf-8" };
  return request.json === undefined
    ? { body: undefined, type: null }
    : { body: JSON.stringify(request.json), type: "application/json" };
}

function setHeader(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch {
    throw new FatalError(`The header "${name}" has a name or value that HTTP does not allow.`);
  }
}

function failureOf(answer: Response, text: string, nowMs: number): Error {
  const details = { status: answer.status, body: text.slice(0, EXCERPT) };
  const message = `The answer was ${answer.status}${answer.statusText ? ` ${answer.statusText}` : ""}.`;
  const wait = retryAfterMs(answer.headers, nowMs);
  if (answer.status === 429 || (wait !== null && answer.status >= 500))
    return new RetryAfterError(message, wait ?? DEFAULT_WAIT_MS, details);
  // 408, 425 and 5xx may pass; every other refusal will be the same next time.
  if (answer.status >= 500 || answer.status === 408 || answer.status === 425)
    return Object.assign(new Error(message), { details });
  return new FatalError(message, details);
}

function parseBody(headers: Headers, text: string): JsonValue {
  const type = headers.get("content-type") ?? "";
  if (text === "" || !/[/+]json\b/i.test(type)) return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
