"use client";
import { useState } from "react";
import type { TestedStep } from "@/lib/contracts/tests";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { useScene } from "../builder-context";
import { sendForReal, type TestOrder } from "./run-test";
import { useTests } from "./use-test-event";

interface Props {
  step: TestedStep;
  stepName: string;
  order: TestOrder;
  onClose: () => void;
}

/** Says where it goes and what happens, before it does. */
export function SendDialog({ step, stepName, order, onClose }: Props) {
  const scene = useScene();
  const sending = useTests((state) => state.running === "send");
  const error = useTests((state) => state.error);
  const [tried, setTried] = useState(false);
  const send = async () => {
    setTried(true);
    if (await sendForReal(scene, step, order)) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !sending && onClose()}
      title={`Send “${stepName}” for real?`}
      description="This one step is done once, with the values of this test. Nothing else of the workflow runs, and it cannot be taken back."
      footer={
        <>
          <Button disabled={sending} onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" loading={sending} onClick={() => void send()}>
            Send now
          </Button>
        </>
      }
    >
      <ul className="bt-destinations" aria-label="Where it goes">
        {step.destinations.map((destination) => (
          <li key={destination}>{destination}</li>
        ))}
      </ul>
      <p className="bt-note">{WILL[step.requests[0]?.kind ?? "http"]} It is noted in the audit log.</p>
      {tried && error && (
        <p className="ui-field-error" role="alert">
          {error}
        </p>
      )}
    </Dialog>
  );
}

const WILL = {
  http: "The request that you see in the test is sent, with its real secrets.",
  mail: "The e-mail that you see in the test goes out to these people.",
  connection: "The step connects there with its real secrets.",
};
