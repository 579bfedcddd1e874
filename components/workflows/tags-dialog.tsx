"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { changeWorkflows, type WorkflowSummary } from "@/lib/contracts/workflows";
import { useDoorMutation } from "../api/use-door";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { toast } from "../ui/toast";

interface Props {
  workflows: readonly WorkflowSummary[];
  /** All that are in use. */
  tags: readonly string[];
  onClose: () => void;
}

/** What each tag is to become: on all of them, on none; or as it is, where nothing was chosen. */
type Choices = Record<string, boolean>;

export function TagsDialog({ workflows, tags, onClose }: Props) {
  const [choices, setChoices] = useState<Choices>({});
  const [typed, setTyped] = useState("");
  const change = useDoorMutation(changeWorkflows);
  const fresh = Object.keys(choices).filter((tag) => !tags.some((known) => isSame(known, tag)));
  const add = () => {
    const tag = typed.trim();
    if (tag === "") return choices;
    const known = tags.find((other) => isSame(other, tag)) ?? tag;
    const next = { ...choices, [known]: true };
    setChoices(next);
    setTyped("");
    return next;
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    // What stands in the field and was not added yet is meant, too.
    const wanted = Object.entries(add());
    const body = {
      workflowIds: workflows.map(({ id }) => id),
      addTags: wanted.filter(([, on]) => on).map(([tag]) => tag),
      removeTags: wanted.filter(([, on]) => !on).map(([tag]) => tag),
    };
    change.mutate({ body }, { onSuccess: onClose, onError: (error) => toast.error(error.message) });
  };
  const what = workflows.length === 1 ? workflows[0]?.name : `${workflows.length} workflows`;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Tags of ${what}`}>
      <form className="flex flex-col gap-4" onSubmit={save}>
        <ul className="flex max-h-[280px] flex-col gap-1 overflow-y-auto">
          {[...tags, ...fresh].map((tag) => (
            <TagChoice
              key={tag}
              tag={tag}
              now={choices[tag] ?? shareOf(workflows, tag)}
              onChange={(on) => setChoices({ ...choices, [tag]: on })}
            />
          ))}
        </ul>
        <Field label="New tag" hint="Enter adds it. Capital and small letters are the same.">
          <Input
            value={typed}
            maxLength={40}
            pattern="[^,]*"
            title="a tag has no comma"
            placeholder={tags.length === 0 ? "Sales, onboarding, …" : undefined}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || typed.trim() === "" || typed.includes(",")) return;
              event.preventDefault();
              add();
            }}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" loading={change.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** On all of them, on none, or on some. */
function shareOf(workflows: readonly WorkflowSummary[], tag: string): boolean | "some" {
  const count = workflows.filter(({ tags }) => tags.some((own) => isSame(own, tag))).length;
  return count === 0 ? false : count === workflows.length ? true : "some";
}

interface ChoiceProps {
  tag: string;
  now: boolean | "some";
  onChange: (on: boolean) => void;
}

function TagChoice({ tag, now, onChange }: ChoiceProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = now === "some";
  }, [now]);
  return (
    <li>
      <label className="wl-choice">
        <input
          ref={box}
          type="checkbox"
          checked={now === true}
          onChange={(event) => onChange(event.target.checked)}
        />
        {tag}
        {now === "some" && <span className="text-muted">on some</span>}
      </label>
    </li>
  );
}
