/** Differences between two documents as sentences, for the publish dialog and the list of versions. */
import { isDeepEqual } from "@/lib/base/equal";
import type { JsonValue } from "@/lib/base/json";
import { branchName } from "@/lib/graph/branch-name";
import { type DocumentChange, diffDocuments } from "@/lib/graph/diff";
import { nodeName } from "@/lib/graph/fields";
import { cardSentence, sentenceText } from "@/lib/graph/sentence";
import { labelerFor } from "@/lib/graph/sources";
import { type CatalogueLookup, placesInRun } from "@/lib/graph/traverse";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";

export interface ChangeSentence {
  kind: "added" | "changed" | "removed";
  subject: string;
  text: string;
}

interface Sides {
  before: WorkflowDocument;
  after: WorkflowDocument;
  lookup: CatalogueLookup;
}

export function changeSentences(
  before: WorkflowDocument,
  after: WorkflowDocument,
  lookup: CatalogueLookup,
): ChangeSentence[] {
  const sides = { before, after, lookup };
  const changes = inOrder(diffDocuments(before, after), sides);
  const touched = new Set(
    changes.flatMap((change) =>
      change.kind === "node_added" || change.kind === "node_removed" ? [change.node.id] : [],
    ),
  );
  return changes.flatMap((change) => sentenceOf(change, sides, touched));
}

/** Steps as a run comes by them, not as they were added; those that are gone at the end. Then what is about no step. */
function inOrder(changes: readonly DocumentChange[], { after }: Sides): DocumentChange[] {
  const places = placesInRun(after);
  const placeOf = (change: DocumentChange): number => {
    if (change.kind === "node_changed") return places.get(change.after.id) ?? places.size;
    if (!("node" in change)) return places.size + 1;
    return places.get(change.node.id) ?? places.size;
  };
  return changes.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function sentenceOf(change: DocumentChange, sides: Sides, touched: ReadonlySet<string>): ChangeSentence[] {
  const { after, lookup } = sides;
  switch (change.kind) {
    case "node_added":
      return [
        { kind: "added", subject: name(change.node, lookup), text: sentence(change.node, after, lookup) },
      ];
    case "node_removed":
      return [{ kind: "removed", subject: name(change.node, lookup), text: "" }];
    case "node_changed":
      return [{ kind: "changed", subject: name(change.after, lookup), text: nodeChange(change, sides) }];
    case "settings_changed":
      return [{ kind: "changed", subject: "Settings", text: settingsChange(change) }];
    default:
      // A step that came or went says so itself; its wires follow from that.
      return touched.has(change.edge.source) || touched.has(change.edge.target)
        ? []
        : wireSentence(change, sides);
  }
}

type WireChange = Extract<DocumentChange, { edge: unknown }>;

function wireSentence({ kind, edge }: WireChange, { before, after, lookup }: Sides): ChangeSentence[] {
  const isNew = kind === "edge_added";
  const { nodes } = isNew ? after : before;
  const [source, target] = [edge.source, edge.target].map((id) => nodes.find((node) => node.id === id));
  if (!source || !target) return [];
  const by = edge.branch === undefined ? "" : ` by ${branchName(source, edge.branch, lookup)}`;
  const verb = isNew ? "now follows" : "no longer follows";
  return [
    {
      kind: isNew ? "added" : "removed",
      subject: name(target, lookup),
      text: `${verb} ${name(source, lookup)}${by}`,
    },
  ];
}

const atOnce = (maxRuns: number | undefined) => (maxRuns === undefined ? "any number" : String(maxRuns));

const settingsChange = ({ before, after }: Extract<DocumentChange, { kind: "settings_changed" }>) =>
  `Runs at once: ${atOnce(before.maxRuns)} → ${atOnce(after.maxRuns)}`;

const name = (node: WorkflowNode, lookup: CatalogueLookup) => nodeName(node, lookup(node.type));

function sentence(node: WorkflowNode, document: WorkflowDocument, lookup: CatalogueLookup): string {
  const descriptor = lookup(node.type);
  return descriptor ? sentenceText(cardSentence(descriptor, node.config, labelerFor(document, lookup))) : "";
}

function nodeChange(
  { before, after }: Extract<DocumentChange, { kind: "node_changed" }>,
  sides: Sides,
): string {
  const said: string[] = [];
  const [was, is] = [name(before, sides.lookup), name(after, sides.lookup)];
  if (was !== is) said.push(`was called ${was}`);
  if (before.type !== after.type) said.push("is another kind of step");
  if (before.disabled !== after.disabled) said.push(after.disabled ? "is disabled" : "is enabled again");
  if (before.connectionId !== after.connectionId) said.push("uses another connection");
  if (!isDeepEqual(before.options ?? {}, after.options ?? {})) said.push("has other options");
  said.push(...configChanges(before, after, sides));
  return said.join("; ");
}

function configChanges(before: WorkflowNode, after: WorkflowNode, { lookup, ...sides }: Sides): string[] {
  const inputs = lookup(after.type)?.inputs ?? [];
  const keys = new Set([...Object.keys(before.config), ...Object.keys(after.config)]);
  return [...keys].flatMap((key) => {
    const [was, is] = [before.config[key], after.config[key]];
    if (isDeepEqual(was, is)) return [];
    const label = inputs.find((input) => input.key === key)?.label ?? key;
    const [from, to] = [
      show(was, labelerFor(sides.before, lookup)),
      show(is, labelerFor(sides.after, lookup)),
    ];
    return [
      from === null || to === null ? `${label} changed` : `${label}: ${from || "empty"} → ${to || "empty"}`,
    ];
  });
}

/** Short values are shown; null for what would fill a page. */
function show(value: JsonValue | undefined, labelOf: (template: string) => string): string | null {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? labelOf(value) : typeof value === "object" ? null : String(value);
  return text !== null && text.length <= 60 ? text : null;
}

/** A note to begin with: the first three changes. */
export function noteFrom(changes: readonly ChangeSentence[]): string {
  const verbs = { added: "Add", changed: "Change", removed: "Remove" };
  return changes
    .filter(({ text }) => !/^(now|no longer) follows/.test(text))
    .slice(0, 3)
    .map(({ kind, subject }) => `${verbs[kind]} ${subject}.`)
    .join(" ");
}
