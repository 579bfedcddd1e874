import { z } from "zod";
import { defineConnection, defineIntegration } from "../../kit/define";
import { input } from "../../kit/fields";
import { postMessage } from "./actions/post-message";
import { listChannels, testSlack } from "./client";

const connection = defineConnection({
  name: "Slack",
  help: "Either a bot token (it may post to any channel that the bot is in) or an incoming-webhook address (one channel).",
  schema: z.object({
    botToken: input.optionalSecret("Bot token", {
      placeholder: "xoxb-…",
      description:
        "Of a Slack app with the scope chat:write; with channels:read and groups:read its channels can be picked.",
    }),
    webhookUrl: input.optionalSecret("Incoming-webhook address", {
      placeholder: "https://hooks.slack.com/services/…",
      description: "Instead of a token.",
    }),
    apiUrl: input.optionalText("API address", {
      advanced: true,
      placeholder: "https://slack.com/api",
      description: "Only for a proxy of your own.",
    }),
  }),
  test: testSlack,
  lists: { channels: listChannels },
});

export const slack = defineIntegration({
  id: "slack",
  name: "Slack",
  summary: "Post messages into Slack.",
  description: "Tell a channel what happened, by a bot token or an incoming webhook.",
  category: "Communication",
  docsUrl: "https://docs.slack.dev/messaging/",
  updatedOn: "2026-11-24",
  connection,
  triggers: [],
  actions: [postMessage],
});
