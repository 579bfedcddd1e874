import { isRecord } from "../base/json";
import type { CatalogueLookup } from "./traverse";
import { ERROR_BRANCH, type WorkflowNode } from "./workflow";

/** What people call a way out of a step; its id where the step has no such way any more. */
export function branchName(source: WorkflowNode, branch: string, lookup: CatalogueLookup): string {
  if (branch === ERROR_BRANCH) return "its failure";
  const { fixed = [], fromConfig } = lookup(source.type)?.branching ?? {};
  const own = fromConfig === undefined ? [] : source.config[fromConfig];
  const found = [...fixed, ...(Array.isArray(own) ? own : [])].find(
    (entry) => isRecord(entry) && entry.id === branch,
  );
  return isRecord(found) ? String(found.name) : branch;
}
