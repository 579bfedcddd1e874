import { defineIntegration } from "../../kit/define";
import { message } from "./actions/message";

export const preview = defineIntegration({
  id: "preview",
  name: "Preview",
  summary: "See what would be sent, without an account anywhere.",
  description:
    "Shows the text that a message would have, with real values in it. Useful while you build, and for a first run.",
  category: "Built in",
  docsUrl: "/integrations/preview",
  updatedOn: "2026-11-24",
  triggers: [],
  actions: [message],
});
