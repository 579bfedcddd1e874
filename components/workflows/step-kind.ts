import type { NodeDescriptor } from "@/lib/graph/descriptor";

/** What the list needs of a step type; whole descriptors would be most of the page. */
export type StepKind = Pick<NodeDescriptor, "type" | "name" | "icon" | "role" | "kind" | "summary">;
