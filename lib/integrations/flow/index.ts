import { defineIntegration } from "../../kit/define";
import { branch } from "./actions/branch";
import { delay } from "./actions/delay";
import { filter } from "./actions/filter";

export const flow = defineIntegration({
  id: "flow",
  name: "Flow control",
  summary: "Decide which runs go on, which way, and when.",
  description:
    "Filter, branch and delay are ordinary steps: they stand on the canvas, show what they saw, and need no account anywhere.",
  category: "Built in",
  docsUrl: "/integrations/flow",
  updatedOn: "2026-11-24",
  triggers: [],
  actions: [filter, branch, delay],
});
