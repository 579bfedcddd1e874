/** The shape of a list, before it is there: a name, and two columns. `rows`: as many as are often in it, or fit. */
export const ListSkeleton = ({ rows = 6 }: { rows?: number }) => (
  <div className="ui-card" role="status" aria-label="Loading">
    {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row) => (
      <div key={row} className="ui-skeleton-row">
        <span className="ui-skeleton w-7" />
        <span className="ui-skeleton flex-1" />
        <span className="ui-skeleton w-24" />
        <span className="ui-skeleton w-32" />
      </div>
    ))}
  </div>
);
