import { defineIntegration } from "../../kit/define";
import { branch } from "./actions/branch";
import { delay } from "./actions/delay";
import { filter } from "./actions/filter";
import { forEach } from "./actions/for-each";
import { onceOnly } from "./actions/once-only";
import { setFields } from "./actions/set-fields";
import { split } from "./actions/split";
import { stop } from "./actions/stop";
import { transform } from "./actions/transform";
import { waitUntil } from "./actions/wait-until";

export const flow = defineIntegration({
  id: "flow",
  name: "Flow control",
  summary: "Decide which runs go on, which way, and when.",
  description:
    "Filters, branches and waits are ordinary steps: they stand on the canvas, show what they saw, and need no account anywhere.",
  category: "Built in",
  docsUrl: "/integrations/flow",
  updatedOn: "2026-11-25",
  triggers: [],
  actions: [filter, branch, split, delay, waitUntil, onceOnly, forEach, setFields, transform, stop],
});
