import { z } from "zod";
import { defineAction } from "../../../kit/define";
import { FatalError } from "../../../kit/errors";
import { input, maybe, out } from "../../../kit/fields";
import { CONNECTION } from "../../../kit/limits";
import { callSlack, postToWebhook, type SlackConnection } from "../client";

export const postMessage = defineAction({
  slug: "post-message",
  name: "Post a Slack message",
  aliases: ["slack", "send slack message", "notify channel", "chat", "alert"],
  summary: "Posts a message into a Slack channel.",
  docsUrl: "https://docs.slack.dev/reference/methods/chat.postMessage",
  icon: "hash",
  sentence: "Post “{text}” to {channel}",
  role: "action",
  connection: z.object({
    botToken: z.string().optional(),
    webhookUrl: z.string().optional(),
    apiUrl: z.string().optional(),
  }),
  input: z.object({
    channel: input.optionalChoice("Channel", {
      list: "channels",
      placeholder: "#marketing",
      description: "A name or an id. An incoming webhook has its own and ignores this.",
    }),
    text: input.multiline("Text", { placeholder: "Ada clicked the pricing link" }),
  }),
  output: z.object({
    posted: out.boolean("Posted", { example: true }),
    channel: maybe.text("Channel id", { example: "C0123456789" }),
    ts: maybe.text("Message timestamp", {
      description: "Slack's id of the message.",
      example: "1767225660.000100",
    }),
  }),
  sample: { posted: true, channel: "C0123456789", ts: "1767225660.000100" },
  canFail: true,
  retry: { maxAttempts: 5, backoffMs: 2_000, maxBackoffMs: 300_000 },
  safeToRepeat: false,
  timeoutMs: 20_000,
  // https://docs.slack.dev/apis/web-api/rate-limits: for chat.postMessage and for incoming webhooks, short bursts aside.
  limits: [
    {
      per: [CONNECTION, "channel"],
      everyMs: 1_000,
      because: "Slack allows one message a second in a channel",
    },
  ],
  async run({ input: { channel, text }, connection, fetch, signal }) {
    const call = { connection: connection as SlackConnection, fetch, signal };
    if (!connection.botToken) {
      await postToWebhook(call, { text });
      return { output: { posted: true } };
    }
    if (!channel?.trim())
      throw new FatalError("No channel was given; a bot token needs to know where to post.");
    const answer = await callSlack(call, "chat.postMessage", { channel: channel.trim(), text });
    return { output: { posted: true, channel: answer.channel, ts: answer.ts } };
  },
  pairsWith: ["flow.filter", "flow.branch", "flow.delay", "http.request"],
  faq: [
    {
      question: "Can one message be posted twice?",
      answer:
        "Not by itself. If Hookline is stopped while the message is handed over, nobody can tell whether it was posted: the run waits and asks you. Under Options you can choose that it is posted again, or counts as failed, instead.",
    },
    {
      question: "Bot token or incoming webhook?",
      answer:
        "A bot token can post to every channel that the bot was invited to. An incoming webhook posts to one channel and is set up faster.",
    },
    {
      question: "What if more messages come than Slack allows?",
      answer:
        "Slack allows one message a second in a channel. Further ones wait for their turn and are posted in order; nothing fails, no try is used up, and other workflows go on meanwhile.",
    },
  ],
});
