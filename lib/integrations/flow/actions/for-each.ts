import { z } from "zod";
import { isRecord, type JsonValue } from "../../../base/json";
import { defineAction } from "../../../kit/define";
import { FatalError } from "../../../kit/errors";
import { input, maybe } from "../../../kit/fields";
import { LOGIC_RETRY } from "../logic-retry";

const MAX_ITEMS = 1_000;

export const forEach = defineAction({
  slug: "for-each",
  name: "For each",
  aliases: [
    "loop",
    "iterate",
    "iterator",
    "list",
    "items",
    "repeat",
    "map",
    "every item",
    "batch",
    "array",
    "while",
  ],
  summary: "Does the steps in its loop once for every item of a list.",
  docsUrl: "/integrations/flow",
  icon: "repeat",
  sentence: "For each item of {list}",
  role: "logic",
  input: z.object({
    list: input.text("List", {
      placeholder: "Pick a list",
      description:
        "A field that is a list. One that is missing or empty has no items, and the run goes on after the loop.",
    }),
    most: input.number("Most items", {
      min: 1,
      max: MAX_ITEMS,
      default: 100,
      description: "A longer list fails the step before its first item, so that nothing is done by half.",
    }),
    atOnce: input.number("At once", {
      min: 1,
      max: 10,
      default: 1,
      description: "With 1 the items take their turns in the order of the list.",
    }),
    whenFailed: input.select(
      "If an item fails",
      [
        { value: "stop", label: "the loop stops and fails" },
        { value: "count", label: "it is counted, and the others go on" },
      ],
      { default: "stop", description: "A failure that has a way out of its own within the loop is none." },
    ),
  }),
  output: z.object({
    item: maybe.json("This item", { within: "each", example: { id: "p_1", name: "Walking shoes" } }),
    index: maybe.number("Index", {
      within: "each",
      description: "0 for the first item.",
      example: 0,
    }),
    results: maybe.list("Results", {
      within: "done",
      description:
        "For each item what its last step gave, in the order of the list. Empty (null) for those that failed or were filtered. Not provided above 4 MB.",
      example: [{ status: 200 }, { status: 200 }],
    }),
    count: maybe.number("Items", { within: "done", description: "Items of the list.", example: 2 }),
    failed: maybe.number("Failed", { within: "done", description: "Items that failed.", example: 0 }),
  }),
  sample: {
    item: { id: "p_1", name: "Walking shoes" },
    index: 0,
    results: [{ status: 200 }, { status: 200 }],
    count: 2,
    failed: 0,
  },
  lazyInputs: ["list"],
  loops: { list: "list", item: "item" },
  branching: {
    fixed: [
      { id: "each", name: "Each item" },
      { id: "done", name: "When done" },
    ],
  },
  canFail: true,
  retry: LOGIC_RETRY,
  safeToRepeat: true,
  timeoutMs: 10_000,
  async run({ input: { list, most, atOnce, whenFailed }, resolve }) {
    const items = listOf(resolve(list));
    if (items.length > most)
      throw new FatalError(
        `The list has ${items.length} items; at most ${most} are gone through. No item was begun. Raise Most items (up to ${MAX_ITEMS}) or shorten the list before.`,
      );
    return { output: {}, loop: { items, atOnce: Math.floor(atOnce), stops: whenFailed === "stop" } };
  },
  pairsWith: ["http.request", "flow.filter", "flow.delay", "slack.post-message", "email.send-email"],
  faq: [
    {
      question: "What is in the loop?",
      answer:
        "Every step that Each item leads to. A path ends within the loop: what comes after the last item is connected to When done.",
    },
    {
      question: "What does a filter in the loop end?",
      answer: "Only the way of that item. The other items go on, and so does the run after the loop.",
    },
    {
      question: "What if the server stops in the middle?",
      answer:
        "The run goes on with the items that were not done. Every step of every item is recorded, and what is recorded is not done again.",
    },
    {
      question: "What happens to the other items when one fails and the loop stops?",
      answer:
        "Items that were begun go on to their end, further ones are not begun. Then the step fails, or takes On error if that is connected.",
    },
    {
      question: "Can an item wait?",
      answer:
        "Yes: delays, retries, rate limits and questions work as elsewhere. An item that waits is one of those that are at once.",
    },
    {
      question: "Can a loop be in a loop?",
      answer: "Yes, one within another one. Each counts and limits its own items.",
    },
  ],
});

/** Also a list that is written as JSON text. What is missing is a list without items. */
function listOf(value: unknown): JsonValue[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value;
  const read = typeof value === "string" ? readList(value) : null;
  if (read !== null) return read;
  const kind = isRecord(value) ? "an object" : `a ${typeof value === "string" ? "text" : typeof value}`;
  throw new FatalError(`List: it is ${kind}, not a list. Pick a field that is a list.`);
}

function readList(text: string): JsonValue[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
