"use client";
import Link from "next/link";
import { parseAsString, useQueryStates } from "nuqs";
import { getEvent, type InboxItem, listEvents } from "@/lib/contracts/events";
import { useDoorQuery } from "../api/use-door";
import { useSearch } from "../api/use-search";
import { useStream } from "../api/use-stream";
import { JsonView } from "../runs/json-view";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { ListSkeleton } from "../ui/list-skeleton";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { SearchProgress } from "../ui/search-progress";
import { Select } from "../ui/select";
import { Skeleton } from "../ui/skeleton";
import { StatusPill } from "../ui/status-pill";
import { KeepSample } from "./keep-sample";

const FILTERS = {
  state: parseAsString.withDefault(""),
  q: parseAsString.withDefault(""),
  cursor: parseAsString.withDefault(""),
  open: parseAsString.withDefault(""),
};
const STATES = [
  { value: "", label: "Everything that arrived" },
  { value: "routed", label: "Routed" },
  { value: "unmatched", label: "No workflow listening" },
  { value: "held", label: "Held" },
  { value: "duplicate", label: "Duplicate" },
  { value: "unreadable", label: "Unreadable" },
  { value: "rejected", label: "Rejected" },
];
const REASONS: Record<string, string> = {
  machine_click: "A machine clicked",
  unsure: "Perhaps a machine clicked",
  settling: "Waiting for a burst to end",
  stale: "Its signature is too old",
  no_signing_key: "No signing key yet",
  parked: "The workflow is parked",
};

/** Every delivery, with what became of it and why. */
export function Inbox() {
  const [{ state, q, cursor, open }, setFilters] = useQueryStates(FILTERS);
  const { data, error, refetch, ...search } = useSearch(
    listEvents,
    { state, q, cursor },
    ({ items }) => items.length === 0,
  );
  useStream("delivery", () => void refetch());
  return (
    <>
      <PageHeader title="Events">
        Everything that arrived, kept with its state and the reason for it.
      </PageHeader>
      <div className="mb-4 grid grid-cols-[260px_minmax(0,1fr)] gap-2">
        <Select
          aria-label="State"
          value={state}
          options={STATES}
          onValueChange={(next) => void setFilters({ state: next, cursor: "" })}
        />
        <Input
          aria-label="Search"
          placeholder="Person, e-mail, link, subject, event or delivery id"
          value={q}
          onChange={(event) => void setFilters({ q: event.target.value, cursor: "" })}
        />
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton />}
      {data?.items.length === 0 && !search.searching && (
        <NothingThere
          filtered={Boolean(state || q)}
          searchedTo={search.searchedTo}
          onClear={() => void setFilters({ state: "", q: "", cursor: "" })}
        />
      )}
      {data && data.items.length > 0 && (
        <InboxTable items={data.items} onOpen={(id) => void setFilters({ open: id })} />
      )}
      <SearchProgress {...search} onStop={search.stop} onSearchOn={search.searchOn} />
      <div className="mt-4 flex justify-end gap-2">
        {cursor !== "" && <Button onClick={() => void setFilters({ cursor: "" })}>Newest</Button>}
        {data?.nextCursor && !data.searchedTo && (
          <Button onClick={() => void setFilters({ cursor: data.nextCursor })}>Older</Button>
        )}
      </div>
      {open !== "" && <EventDialog id={open} onClose={() => void setFilters({ open: "" })} />}
    </>
  );
}

interface NothingProps {
  filtered: boolean;
  searchedTo: string | null;
  onClear: () => void;
}

function NothingThere({ filtered, searchedTo, onClear }: NothingProps) {
  const toConnections = (
    <Link href="/connections" className="ui-button" data-variant="secondary">
      Go to connections
    </Link>
  );
  return (
    <div className="ui-card">
      {filtered ? (
        <EmptyState
          title={searchedTo === null ? "No event fits these filters" : "Nothing so far"}
          action={<Button onClick={onClear}>Clear filters</Button>}
        >
          {searchedTo !== null && "Search further back, or take a filter away."}
        </EmptyState>
      ) : (
        <EmptyState title="Nothing has arrived yet" action={toConnections}>
          Paste a connection's address into Customer.io; its requests appear here at once.
        </EmptyState>
      )}
    </div>
  );
}

/** "Email clicked"; a request that brought no event has no better name. */
function titleOf({ event }: InboxItem): string {
  const words = event?.type.replaceAll("_", " ") ?? "request";
  return words.charAt(0).toUpperCase() + words.slice(1);
}
const stateOf = ({ status, event }: InboxItem) => (status === "accepted" && event ? event.status : status);
const reasonOf = ({ event, message }: InboxItem) => (event?.heldReason ? REASONS[event.heldReason] : message);

function InboxTable({ items, onOpen }: { items: readonly InboxItem[]; onOpen: (id: string) => void }) {
  return (
    <div className="ui-card overflow-x-auto">
      <table className="w-full text-left text-[13px]">
        <thead className="border-b border-hairline text-muted">
          <tr>
            {["State", "Event", "Person", "What happened", "Arrived"].map((title) => (
              <th key={title} scope="col" className="px-4 py-2.5 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr
              key={item.id}
              className="cursor-pointer border-b border-soft last:border-b-0 hover:bg-sunken"
              onClick={() => onOpen(item.id)}
            >
              <td className="px-4 py-2.5">
                <StatusPill status={stateOf(item)} />
              </td>
              <td className="px-4 py-2.5">
                <button
                  type="button"
                  className="border-0 bg-transparent p-0 text-left font-medium whitespace-nowrap hover:underline"
                >
                  {titleOf(item)}
                </button>
              </td>
              <td className="max-w-[200px] truncate px-4 py-2.5">
                {item.event?.personEmail ?? item.event?.personId ?? "–"}
              </td>
              <td className="px-4 py-2.5 text-ink-2">{reasonOf(item) ?? <Runs item={item} />}</td>
              <td className="px-4 py-2.5 whitespace-nowrap text-ink-2">
                <RelativeTime at={item.receivedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Runs({ item: { event } }: { item: InboxItem }) {
  if (event?.status === "unmatched") return "No published workflow starts with it.";
  if (!event || event.runs.length === 0) return "–";
  return (
    <span className="flex flex-wrap gap-x-4">
      {event.runs.map((run) => (
        <Link
          prefetch={false}
          key={run.id}
          href={`/workflows/${run.workflowId}/runs/${run.id}`}
          className="inline-flex items-center gap-1.5 whitespace-nowrap no-underline hover:underline"
          onClick={(click) => click.stopPropagation()}
        >
          {run.workflowName} <StatusPill status={run.status} plain />
        </Link>
      ))}
    </span>
  );
}

function EventDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useDoorQuery(getEvent, { params: { id } });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={data ? titleOf(data) : "Delivery"}
      description={data ? (reasonOf(data) ?? undefined) : undefined}
    >
      {error && <p role="alert">{error.message}</p>}
      {!data && !error && <Skeleton className="h-40" />}
      {data && (
        <div className="flex flex-col gap-5">
          <p className="flex items-center gap-3 text-[13px] text-ink-2">
            <StatusPill status={stateOf(data)} /> <Runs item={data} />
          </p>
          {data.event && data.event.heldReason !== "no_signing_key" && (
            <div>
              <KeepSample eventId={data.event.id} about={data.event.personEmail ?? data.event.url ?? ""} />
            </div>
          )}
          {data.payload !== null ? (
            <JsonView value={data.payload} />
          ) : (
            <pre className="overflow-x-auto rounded-control bg-sunken p-3 text-[12px]">
              {data.bodyText ?? "The body was not kept."}
            </pre>
          )}
          <details>
            <summary className="ui-field-label cursor-pointer">Headers</summary>
            <div className="mt-2">
              <JsonView value={data.headers} />
            </div>
          </details>
        </div>
      )}
    </Dialog>
  );
}
