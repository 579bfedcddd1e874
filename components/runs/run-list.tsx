"use client";
import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { listRuns, type RunSummary } from "@/lib/contracts/runs";
import { listWorkflows } from "@/lib/contracts/workflows";
import { useDoorQuery } from "../api/use-door";
import { useSearch } from "../api/use-search";
import { useStream } from "../api/use-stream";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { ListSkeleton } from "../ui/list-skeleton";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { SearchProgress } from "../ui/search-progress";
import { Select } from "../ui/select";
import { StatusPill } from "../ui/status-pill";
import { duration } from "./duration";
import { shownRunStatus } from "./shown-status";

const FILTERS = {
  workflowId: parseAsString.withDefault(""),
  status: parseAsString.withDefault(""),
  person: parseAsString.withDefault(""),
  url: parseAsString.withDefault(""),
  /** Instant; what the list of workflows counts begins there. */
  from: parseAsString.withDefault(""),
  cursor: parseAsString.withDefault(""),
};
const STATUSES = [
  { value: "", label: "Every status" },
  { value: "needs_answer", label: "Needs an answer" },
  ...["completed", "filtered", "failed", "waiting", "running", "pending", "canceled"].map((status) => ({
    value: status,
    label: status.charAt(0).toUpperCase() + status.slice(1),
  })),
];

/** Filters live in the address, so a view can be sent to somebody. */
export function RunList() {
  const [filters, setFilters] = useQueryStates(FILTERS);
  const { data, error, refetch, ...search } = useSearch(listRuns, filters, ({ runs }) => runs.length === 0);
  useStream("run", () => void refetch());
  const filtered = Object.values(filters).some((value) => value !== "");
  return (
    <>
      <PageHeader title="Runs">Every time an event started a workflow, newest first.</PageHeader>
      <Filters filters={filters} onChange={(change) => void setFilters({ ...change, cursor: "" })} />
      {filters.from !== "" && (
        <Since from={filters.from} onClear={() => void setFilters({ from: "", cursor: "" })} />
      )}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton />}
      {data?.runs.length === 0 && !search.searching && (
        <NothingThere
          filtered={filtered}
          searchedTo={search.searchedTo}
          onClear={() => void setFilters(null)}
        />
      )}
      {data && data.runs.length > 0 && <RunTable runs={data.runs} />}
      <SearchProgress {...search} onStop={search.stop} onSearchOn={search.searchOn} />
      <div className="mt-4 flex justify-end gap-2">
        {filters.cursor !== "" && <Button onClick={() => void setFilters({ cursor: "" })}>Newest</Button>}
        {data?.nextCursor && !data.searchedTo && (
          <Button onClick={() => void setFilters({ cursor: data.nextCursor })}>Older</Button>
        )}
      </div>
    </>
  );
}

interface NothingProps {
  filtered: boolean;
  searchedTo: string | null;
  onClear: () => void;
}

function NothingThere({ filtered, searchedTo, onClear }: NothingProps) {
  const link = (href: string, words: string) => (
    <Link href={href} className="ui-button" data-variant="secondary">
      {words}
    </Link>
  );
  return (
    <div className="ui-card">
      {filtered ? (
        <EmptyState
          title={searchedTo === null ? "No run fits these filters" : "Nothing so far"}
          action={
            <>
              <Button onClick={onClear}>Clear filters</Button>
              {link("/events", "Look in Events")}
            </>
          }
        >
          What arrived and started nothing is in Events, with the reason.
        </EmptyState>
      ) : (
        <EmptyState title="No runs yet" action={link("/workflows", "Go to workflows")}>
          They appear here by themselves as soon as an event starts a published workflow.
        </EmptyState>
      )}
    </div>
  );
}

type Values = Record<keyof typeof FILTERS, string>;

function Filters({ filters, onChange }: { filters: Values; onChange: (change: Partial<Values>) => void }) {
  const workflows = useDoorQuery(listWorkflows, { query: {} }).data?.workflows ?? [];
  return (
    <div className="mb-4 grid grid-cols-4 gap-2 max-[1100px]:grid-cols-2">
      <Select
        aria-label="Workflow"
        value={filters.workflowId}
        options={[
          { value: "", label: "All workflows" },
          ...workflows.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onValueChange={(workflowId) => onChange({ workflowId })}
      />
      <Select
        aria-label="Status"
        value={filters.status}
        options={STATUSES}
        onValueChange={(status) => onChange({ status })}
      />
      <Input
        aria-label="Person"
        placeholder="Person: e-mail or id"
        value={filters.person}
        onChange={(event) => onChange({ person: event.target.value })}
      />
      <Input
        aria-label="Link"
        placeholder="Link contains"
        value={filters.url}
        onChange={(event) => onChange({ url: event.target.value })}
      />
    </div>
  );
}

/** A stretch of time that a link brought along. */
function Since({ from, onClear }: { from: string; onClear: () => void }) {
  const at = new Date(from);
  const words = Number.isNaN(at.getTime()) ? from : SINCE.format(at);
  return (
    <p className="mb-4 flex">
      <button type="button" className="ui-button" data-variant="secondary" onClick={onClear}>
        Since {words} <X aria-label="Take this filter away" size={14} />
      </button>
    </p>
  );
}

const SINCE = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

function RunTable({ runs }: { runs: readonly RunSummary[] }) {
  const router = useRouter();
  return (
    <div className="ui-card overflow-x-auto">
      <table className="w-full text-left text-[13px]">
        <thead className="border-b border-hairline text-muted">
          <tr>
            {["Status", "Workflow", "Person", "Link", "Started", "Took"].map((title) => (
              <th key={title} scope="col" className="px-4 py-2.5 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr
              key={run.id}
              className="cursor-pointer border-b border-soft last:border-b-0 hover:bg-sunken"
              onClick={() => router.push(runPath(run))}
            >
              <td className="px-4 py-2.5">
                <StatusPill status={shownRunStatus(run)} />
              </td>
              <td className="px-4 py-2.5">
                <Link
                  prefetch={false}
                  href={runPath(run)}
                  className="font-medium no-underline hover:underline"
                >
                  {run.workflowName}
                </Link>{" "}
                <span className="text-muted">v{run.versionNumber}</span>
              </td>
              <td className="max-w-[200px] truncate px-4 py-2.5" title={run.personEmail ?? undefined}>
                {run.personEmail ?? run.personId ?? "–"}
              </td>
              <td
                className="max-w-[260px] truncate px-4 py-2.5 font-mono text-[12px] text-ink-2"
                title={run.url ?? undefined}
              >
                {run.url?.replace(/^https?:\/\//, "") ?? "–"}
              </td>
              <td className="px-4 py-2.5 whitespace-nowrap text-ink-2">
                <RelativeTime at={run.createdAt} />
              </td>
              <td className="px-4 py-2.5 whitespace-nowrap text-ink-2">
                {run.durationMs === null ? "–" : duration(run.durationMs)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const runPath = ({ workflowId, id }: Pick<RunSummary, "workflowId" | "id">) =>
  `/workflows/${workflowId}/runs/${id}`;
