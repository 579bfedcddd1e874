"use client";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import type { NodeOptions } from "@/lib/graph/workflow";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Select } from "../../ui/select";
import { Textarea } from "../../ui/textarea";

interface Props {
  options: NodeOptions;
  canFail: boolean;
  /** What holds where a number is left empty. */
  tries: NodeDescriptor["tries"];
  /** The action's own word on being repeated. */
  safeToRepeat: boolean;
  onChange: (options: NodeOptions | undefined) => void;
}
type Numeric = "maxAttempts" | "backoffMs" | "timeoutMs";

const NUMBERS: { key: Numeric; label: string; hint: string; factor: number; max: number }[] = [
  {
    key: "maxAttempts",
    label: "Tries",
    hint: "In all, the first included.",
    factor: 1,
    max: 20,
  },
  {
    key: "backoffMs",
    label: "Wait before the second try, in seconds",
    hint: "Doubles for each further one.",
    factor: 1000,
    max: 86_400,
  },
  { key: "timeoutMs", label: "Time limit of a try, in seconds", hint: "Up to 300.", factor: 1000, max: 300 },
];

const INTERRUPTED = {
  ask: "ask in the run",
  repeat: "do it again",
  fail: "count it as failed",
};

/** Retries, time limit, what happens after an interruption, notes. */
export function StepOptions({ options, canFail, tries, safeToRepeat, onChange }: Props) {
  const set = (key: keyof NodeOptions, value: string | number | undefined) => {
    const { [key]: _, ...rest } = options;
    const next = value === undefined || value === "" ? rest : { ...rest, [key]: value };
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  return (
    <>
      {canFail &&
        NUMBERS.map(({ key, label, hint, factor, max }) => (
          <Field key={key} label={label} hint={tries ? `${hint} Empty: ${tries[key] / factor}.` : hint}>
            <Input
              type="number"
              placeholder={tries && String(tries[key] / factor)}
              min={1}
              max={max}
              value={options[key] === undefined ? "" : options[key] / factor}
              onChange={(event) =>
                set(
                  key,
                  event.target.value === ""
                    ? undefined
                    : Math.min(max, Math.max(1, Math.round(Number(event.target.value)))) * factor,
                )
              }
            />
          </Field>
        ))}
      {canFail && (
        <Field
          label="If a try is cut short"
          hint="When Hookline is stopped while this step is under way, nobody knows whether it happened."
        >
          <Select
            value={options.whenInterrupted ?? ""}
            options={[
              { value: "", label: `The step's own: ${INTERRUPTED[safeToRepeat ? "repeat" : "ask"]}` },
              ...Object.entries(INTERRUPTED).map(([value, label]) => ({ value, label })),
            ]}
            onValueChange={(value) => set("whenInterrupted", value)}
          />
        </Field>
      )}
      <Field label="Notes" hint="For whoever reads this workflow.">
        <Textarea
          rows={3}
          maxLength={4000}
          value={options.notes ?? ""}
          onChange={(event) => set("notes", event.target.value)}
        />
      </Field>
    </>
  );
}
