import { Button } from "./button";

interface SearchProgressProps {
  searching: boolean;
  /** Instant down to which all was looked through; null where a search is at its end. */
  searchedTo: string | null;
  onStop: () => void;
  onSearchOn: () => void;
}

const format = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** Below a list: how far a search has looked, and whether to go on. */
export function SearchProgress({ searching, searchedTo, onStop, onSearchOn }: SearchProgressProps) {
  if (searchedTo === null) return null;
  return (
    <div className="mt-3 flex items-center gap-3 text-[13px] text-ink-2" role="status">
      <span>
        {searching ? "Searching further back" : "Searched back to"} {searching && "than "}
        <time dateTime={searchedTo}>{format.format(new Date(searchedTo))}</time>
        {searching && " …"}
      </span>
      {searching ? (
        <Button onClick={onStop}>Stop</Button>
      ) : (
        <Button onClick={onSearchOn}>Search further back</Button>
      )}
    </div>
  );
}
