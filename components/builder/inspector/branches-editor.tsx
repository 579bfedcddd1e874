"use client";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { isRecord, type JsonValue } from "@/lib/base/json";
import { type ConditionGroup, conditionGroup } from "@/lib/conditions/condition";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Input } from "../../ui/input";
import { ConditionBuilder } from "./condition-builder";
import { EMPTY_GROUP, EMPTY_ROW } from "./condition-tree";

interface Branch {
  id: string;
  name: string;
  conditions: ConditionGroup;
}

/** Leniently: what cannot be read starts empty, and validation has said so. */
export function readBranches(value: JsonValue | undefined): Branch[] {
  return (Array.isArray(value) ? (value as unknown[]) : [])
    .filter(isRecord)
    .map(({ id, name, conditions }, index) => {
      const parsed = conditionGroup.safeParse(conditions);
      return {
        id: String(id ?? `b${index + 1}`),
        name: String(name ?? ""),
        conditions: parsed.success ? (parsed.data as ConditionGroup) : EMPTY_GROUP,
      };
    });
}

function newBranch(branches: readonly Branch[]): Branch {
  let number = branches.length + 1;
  while (branches.some(({ id }) => id === `b${number}`)) number++;
  return {
    id: `b${number}`,
    name: `Branch ${number}`,
    conditions: { match: "all", conditions: [EMPTY_ROW] },
  };
}

/** Named ways out, tried from the top; Otherwise is always there and always last. */
export function BranchesEditor({
  value,
  onChange,
}: {
  value: JsonValue | undefined;
  onChange: (value: JsonValue) => void;
}) {
  const branches = readBranches(value);
  const write = (next: Branch[]) => onChange(next as unknown as JsonValue);
  const move = (index: number, by: 1 | -1) => {
    const next = [...branches];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    write(next);
  };
  return (
    <div className="flex flex-col gap-3">
      {branches.map((branch, index) => (
        <section key={branch.id} className="in-branch" aria-label={branch.name || `Branch ${index + 1}`}>
          <div className="in-branch-head">
            <Input
              aria-label="Branch name"
              value={branch.name}
              maxLength={60}
              onChange={(event) =>
                write(branches.map((old) => (old === branch ? { ...branch, name: event.target.value } : old)))
              }
            />
            <IconButton label="Try it earlier" disabled={index === 0} onClick={() => move(index, -1)}>
              <ArrowUp aria-hidden size={14} />
            </IconButton>
            <IconButton
              label="Try it later"
              disabled={index === branches.length - 1}
              onClick={() => move(index, 1)}
            >
              <ArrowDown aria-hidden size={14} />
            </IconButton>
            <IconButton
              label="Remove the branch"
              onClick={() => write(branches.filter((old) => old !== branch))}
            >
              <Trash2 aria-hidden size={14} />
            </IconButton>
          </div>
          <ConditionBuilder
            lead="Take it if"
            value={branch.conditions}
            onChange={(conditions) =>
              write(branches.map((old) => (old === branch ? { ...branch, conditions } : old)))
            }
          />
        </section>
      ))}
      <div>
        <Button onClick={() => write([...branches, newBranch(branches)])}>
          <Plus aria-hidden size={14} /> Add a branch
        </Button>
      </div>
      <p className="ui-field-hint">If none fits, the run goes to Otherwise.</p>
    </div>
  );
}
