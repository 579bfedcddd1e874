/** Finds steps by what people call them: name, other names, service, with typing errors forgiven. */
import Fuse from "fuse.js";
import type { NodeDescriptor, NodeRole } from "@/lib/graph/descriptor";

export interface FoundStep {
  descriptor: NodeDescriptor;
  /** Found by this other name. */
  alias?: string;
  /** Part of the name that was typed. */
  hit?: { start: number; end: number };
}
export interface StepGroup {
  role: NodeRole;
  label: string;
  steps: FoundStep[];
}

const GROUPS: Record<NodeRole, string> = {
  trigger: "Triggers",
  logic: "Logic",
  action: "Actions",
  time: "Time",
  data: "Data",
};

export interface StepSearch {
  /** All steps, in groups, where nothing was typed; else the best first. */
  find: (query: string) => StepGroup[];
}

export function createStepSearch(descriptors: readonly NodeDescriptor[]): StepSearch {
  const fuse = new Fuse(descriptors, {
    keys: [
      { name: "name", weight: 3 },
      { name: "aliases", weight: 3 },
      { name: "integrationName", weight: 1 },
      { name: "summary", weight: 0.5 },
    ],
    threshold: 0.34,
    ignoreLocation: true,
    minMatchCharLength: 2,
  });
  return {
    find: (query) => {
      const text = query.trim().toLowerCase();
      if (text === "") return grouped(descriptors.map((descriptor) => ({ descriptor })));
      const exact = descriptors.filter((descriptor) =>
        namesOf(descriptor).some((name) => name.includes(text)),
      );
      const rest = fuse.search(text).map(({ item }) => item);
      const found = [...new Set([...byClosest(exact, text), ...rest])];
      return grouped(found.map((descriptor) => explain(descriptor, text)));
    },
  };
}

const namesOf = ({ name, aliases }: NodeDescriptor): string[] =>
  [name, ...aliases].map((text) => text.toLowerCase());

function byClosest(descriptors: readonly NodeDescriptor[], text: string): NodeDescriptor[] {
  const rank = (descriptor: NodeDescriptor) =>
    Math.min(...namesOf(descriptor).map((name) => (name === text ? 0 : name.startsWith(text) ? 1 : 2)));
  return [...descriptors].sort((a, b) => rank(a) - rank(b));
}

function explain(descriptor: NodeDescriptor, text: string): FoundStep {
  const start = descriptor.name.toLowerCase().indexOf(text);
  if (start >= 0) return { descriptor, hit: { start, end: start + text.length } };
  const alias = descriptor.aliases.find((name) => name.toLowerCase().includes(text));
  return alias === undefined ? { descriptor } : { descriptor, alias };
}

/** Groups in the order in which their best step was found. */
function grouped(steps: readonly FoundStep[]): StepGroup[] {
  const groups = new Map<NodeRole, StepGroup>();
  for (const step of steps) {
    const { role } = step.descriptor;
    const group = groups.get(role) ?? { role, label: GROUPS[role], steps: [] };
    group.steps.push(step);
    groups.set(role, group);
  }
  return [...groups.values()];
}
