const ROWS = [1, 2, 3, 4, 5, 6];

/** The shape of the list, before it is there. */
export const ListSkeleton = () => (
  <div className="ui-card wl-card" role="status" aria-label="Loading">
    {ROWS.map((row) => (
      <div key={row} className="wl-skeleton">
        <span className="ui-skeleton w-7" />
        <span className="ui-skeleton flex-1" />
        <span className="ui-skeleton w-24" />
        <span className="ui-skeleton w-32" />
      </div>
    ))}
  </div>
);
