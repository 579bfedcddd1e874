"use client";
import type { JsonValue } from "@/lib/base/json";
import type { StepView } from "@/lib/contracts/runs";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeNameById } from "@/lib/graph/fields";
import { WAITING_FOR_TURN } from "@/lib/graph/waiting-for-turn";
import { RelativeTime } from "../ui/relative-time";
import { type ReadableDetails, readableDetails } from "./error-details";
import type { RunView } from "./iterations/use-run-view";
import { JsonView } from "./json-view";

interface Props {
  run: RunView;
  step: StepView;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
}

/** Why a step failed: in words first, and all that is known for whoever wants it. */
export function Failure({ run, step: { error, resumeAt }, descriptors }: Props) {
  if (error === null || error.code === WAITING_FOR_TURN) return null;
  return (
    <div className="in-issue" data-severity="error" role="alert">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{error.message}</p>
        {error.details !== undefined && (
          <Details
            {...readableDetails(error.details as JsonValue, (id) =>
              nodeNameById(run.document, id, (type) => descriptors[type]),
            )}
          />
        )}
        {resumeAt && (
          <p>
            It is tried again <RelativeTime at={resumeAt} />.
          </p>
        )}
      </div>
    </div>
  );
}

function Details({ step, said, rest }: ReadableDetails) {
  return (
    <>
      {step !== null && <p>It happened in “{step}”.</p>}
      {said !== null && <p>The service said: “{said}”</p>}
      {rest !== null && (
        <details className="mt-1" open={said === null}>
          <summary className="cursor-pointer text-ink-2">All details</summary>
          <div className="mt-1">
            <JsonView value={rest} />
          </div>
        </details>
      )}
    </>
  );
}
