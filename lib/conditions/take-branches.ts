/** Which branches are taken: the same in a run, in the builder's previews and in tests. */
import type { ConditionGroup, GroupReport } from "./condition";
import { evaluateGroup, type Resolve } from "./evaluate";

interface Asked {
  resolve: Resolve;
  now: Date;
  /** All that fit; else the first from the top, and what stands below it is not looked at. */
  all: boolean;
}

export function takeBranches<B extends { conditions: ConditionGroup }>(
  branches: readonly B[],
  { resolve, now, all }: Asked,
): { taken: B[]; looked: { branch: B; group: GroupReport }[] } {
  const taken: B[] = [];
  const looked: { branch: B; group: GroupReport }[] = [];
  for (const branch of branches) {
    const group = evaluateGroup(branch.conditions, resolve, { now });
    looked.push({ branch, group });
    if (!group.passed) continue;
    taken.push(branch);
    if (!all) break;
  }
  return { taken, looked };
}
