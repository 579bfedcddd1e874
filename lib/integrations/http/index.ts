import { defineIntegration } from "../../kit/define";
import { request } from "./actions/request";

export const http = defineIntegration({
  id: "http",
  name: "HTTP",
  summary: "Call any API.",
  description:
    "Send a request to any address on the internet, with fields from earlier steps, and use its answer in later ones.",
  category: "Built in",
  docsUrl: "/integrations/http",
  updatedOn: "2026-11-24",
  triggers: [],
  actions: [request],
});
