import type { WorkflowSummary } from "@/lib/contracts/workflows";

/** "Live v7 + 3 changes", with a dot that is filled while it is on the air. */
export function WorkflowState({ workflow }: { workflow: WorkflowSummary }) {
  const { live, changesSinceLive, archived } = workflow;
  if (archived) return <Mark state="off">Archived</Mark>;
  if (live === null) return <Mark state="off">Unpublished</Mark>;
  const changes = changesSinceLive ?? 0;
  if (changes === 0) return <Mark state="live">Live v{live.number}</Mark>;
  return (
    <Mark state="changed">
      Live v{live.number} + {changes} {changes === 1 ? "change" : "changes"}
    </Mark>
  );
}

const Mark = ({ state, children }: { state: "live" | "changed" | "off"; children: React.ReactNode }) => (
  <span className="wl-state" data-state={state}>
    {children}
  </span>
);
