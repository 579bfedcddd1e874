"use client";
import { Pin, PinOff } from "lucide-react";
import { useMemo, useState } from "react";
import type { JsonObject, JsonValue } from "@/lib/base/json";
import type { OutputField } from "@/lib/graph/descriptor";
import type { NodeId } from "@/lib/graph/workflow";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { OutputEditor, readOutput, textOf } from "./output-editor";
import { usePinning } from "./use-pinning";
import { usePins } from "./use-test-event";

interface Props {
  nodeId: NodeId;
  fields: readonly OutputField[];
  /** What would be pinned: the output that was found, else the step's example. */
  output: JsonValue;
}

/** Pins an output for tests, shows that one is pinned, and lets it be edited or taken away. */
export function PinPart({ nodeId, fields, output }: Props) {
  const pinned = usePins()[nodeId];
  const { pin, unpin, busy, error } = usePinning(nodeId);
  const [editing, setEditing] = useState(false);
  const given = (pinned ?? output) as JsonObject;
  return (
    <div className="bt-pin" data-on={pinned !== undefined || undefined}>
      {pinned === undefined ? (
        <>
          <Button
            size="sm"
            variant="ghost"
            loading={busy}
            onClick={() => void pin(given).catch(() => undefined)}
          >
            <Pin aria-hidden size={14} /> Pin this output
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
            Edit and pin
          </Button>
        </>
      ) : (
        <>
          <span>
            <Pin aria-hidden size={14} /> <b>Pinned</b> for tests; runs do not use it
          </span>
          <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
            Edit
          </Button>
          <Button
            size="sm"
            variant="ghost"
            loading={busy}
            onClick={() => void unpin().catch(() => undefined)}
          >
            <PinOff aria-hidden size={14} /> Unpin
          </Button>
        </>
      )}
      {error && (
        <p className="ui-field-error" role="alert">
          {error}
        </p>
      )}
      {editing && <PinDialog given={given} fields={fields} pin={pin} onClose={() => setEditing(false)} />}
    </div>
  );
}

interface DialogProps {
  given: JsonObject;
  fields: readonly OutputField[];
  pin: (output: JsonObject) => Promise<void>;
  onClose: () => void;
}

function PinDialog({ given, fields, pin, onClose }: DialogProps) {
  const [text, setText] = useState(() => textOf(given, fields));
  const [problem, setProblem] = useState<string | null>(null);
  const { output } = useMemo(() => readOutput(text, fields), [text, fields]);
  const save = async () => {
    if (output === null) return;
    try {
      await pin(output);
      onClose();
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title="Output to pin"
      description="Tests use it instead of what the step would give. It is not published, and no run uses it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={output === null} onClick={() => void save()}>
            Pin
          </Button>
        </>
      }
    >
      <OutputEditor fields={fields} text={text} startIn="form" onChange={setText} />
      {problem && (
        <p className="ui-field-error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
