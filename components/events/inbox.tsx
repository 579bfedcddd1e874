"use client";
import Link from "next/link";
import { parseAsString, useQueryStates } from "nuqs";
import { type InboxItem, listEvents } from "@/lib/contracts/events";
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
import { EventDialog } from "./event-dialog";
import { reasonOf, stateOf, titleOf } from "./event-words";
import { StartedRuns } from "./started-runs";

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
              <td className="px-4 py-2.5 text-ink-2">{reasonOf(item) ?? <StartedRuns item={item} />}</td>
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
