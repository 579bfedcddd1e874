/**
 * Slack's Web API and incoming webhooks. The Web API answers 200 with `{ok: false, error}` for most failures, 429 with `Retry-After`
 * for rate limits; an incoming webhook answers `ok` as text, and errors as text with a status.
 * Source: https://docs.slack.dev/apis/web-api/ and https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/.
 */
import { z } from "zod";
import type { ActionContext, Choice, ConnectionTest } from "../../kit/define";
import { FatalError, RetryAfterError } from "../../kit/errors";
import { retryAfterMs } from "../../kit/retry-after";

export interface SlackConnection {
  botToken?: string;
  webhookUrl?: string;
  apiUrl?: string;
}
type Call = Pick<ActionContext, "fetch" | "signal"> & { connection: SlackConnection };

const API_URL = "https://slack.com/api";
const DEFAULT_WAIT_MS = 30_000;
/** Slack's own faults, which may pass; every other `error` stays until somebody changes something. */
const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "request_timeout",
  "service_unavailable",
  "ratelimited",
]);
const answerSchema = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  channel: z.string().optional(),
  ts: z.string().optional(),
  team: z.string().optional(),
  user: z.string().optional(),
});
export type SlackAnswer = z.infer<typeof answerSchema>;

export async function callSlack(
  call: Call,
  method: string,
  body: Record<string, unknown>,
): Promise<SlackAnswer> {
  const { connection, fetch, signal } = call;
  return readAnswer(
    await fetch(methodUrl(connection, method), {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", ...authorization(connection) },
      body: JSON.stringify(body),
      signal,
    }),
  );
}

const methodUrl = ({ apiUrl }: SlackConnection, method: string) =>
  `${(apiUrl || API_URL).replace(/\/$/, "")}/${method}`;
const authorization = ({ botToken }: SlackConnection) => ({ authorization: `Bearer ${botToken}` });

async function readAnswer(answer: Response): Promise<SlackAnswer> {
  refuseStatus(answer);
  const parsed = answerSchema.safeParse(await answer.json().catch(() => null));
  if (!parsed.success) throw new Error("Slack's answer could not be read.");
  if (parsed.data.ok) return parsed.data;
  const error = parsed.data.error ?? "unknown_error";
  const message = `Slack refused: ${error}${HINTS[error] ? `. ${HINTS[error]}` : ""}`;
  throw PASSING.has(error) ? new Error(message) : new FatalError(message, { error });
}

const channelPage = z.object({
  channels: z.array(z.looseObject({ name: z.string(), is_private: z.boolean().optional() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const CHANNELS_A_PAGE = 200;
const MAX_PAGES = 5;

/** A thousand at most, by name. Reading methods take no JSON: https://docs.slack.dev/reference/methods/conversations.list. */
export async function listChannels(call: Call): Promise<Choice[]> {
  const { connection, fetch, signal } = call;
  if (!connection.botToken)
    throw new FatalError("An incoming webhook posts to its own channel; only a bot token can list channels.");
  const channels: Choice[] = [];
  let cursor = "";
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = new URLSearchParams({
      types: "public_channel,private_channel",
      exclude_archived: "true",
      limit: String(CHANNELS_A_PAGE),
      ...(cursor === "" ? {} : { cursor }),
    });
    const url = `${methodUrl(connection, "conversations.list")}?${query}`;
    const answer = await readAnswer(await fetch(url, { headers: authorization(connection), signal }));
    const read = channelPage.parse(answer);
    // By name, as chat.postMessage takes it: it stands on the step's card, where an id would say nothing.
    for (const { name, is_private: isPrivate } of read.channels)
      channels.push({ value: `#${name}`, label: `#${name}`, ...(isPrivate ? { hint: "private" } : {}) });
    cursor = read.response_metadata?.next_cursor ?? "";
    if (cursor === "") break;
  }
  return channels.sort((a, b) => a.label.localeCompare(b.label));
}

export async function postToWebhook(call: Call, body: Record<string, unknown>): Promise<void> {
  const { connection, fetch, signal } = call;
  const answer = await fetch(connection.webhookUrl ?? "", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  if (answer.ok) return;
  refuseStatus(answer);
  const text = (await answer.text()).slice(0, 200);
  throw new FatalError(`Slack refused: ${text || answer.status}.`, { status: answer.status });
}

function refuseStatus(answer: Response): void {
  if (answer.status === 429)
    throw new RetryAfterError(
      "Slack asks to send more slowly.",
      retryAfterMs(answer.headers, Date.now()) ?? DEFAULT_WAIT_MS,
    );
  if (answer.status >= 500) throw new Error(`Slack answered ${answer.status}.`);
}

const HINTS: Record<string, string> = {
  invalid_auth: "The bot token is not valid; paste it again in Connections",
  not_authed: "There is no bot token; paste one in Connections",
  token_revoked: "The bot token was revoked; make a new one",
  channel_not_found: "There is no such channel, or the bot cannot see it",
  not_in_channel: "Invite the bot to the channel first",
  is_archived: "The channel is archived",
  missing_scope: "The app lacks a scope: chat:write to post, channels:read and groups:read to list channels",
  msg_too_long: "The text is too long",
};

export async function testSlack(call: Call): Promise<ConnectionTest> {
  const { connection } = call;
  if (connection.botToken) {
    const answer = await callSlack(call, "auth.test", {});
    return { ok: true, message: `Connected as ${answer.user ?? "the bot"} in ${answer.team ?? "Slack"}.` };
  }
  if (!connection.webhookUrl)
    return { ok: false, message: "Enter a bot token or an incoming-webhook address." };
  // An empty message is refused with `no_text` by a webhook that exists, so nothing is posted.
  try {
    await postToWebhook(call, {});
  } catch (error) {
    if (
      error instanceof FatalError &&
      /no_text|missing_text_or_fallback_or_attachments|invalid_payload/.test(error.message)
    )
      return { ok: true, message: "The incoming webhook answers." };
    throw error;
  }
  return { ok: true, message: "The incoming webhook answers." };
}
