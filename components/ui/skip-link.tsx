"use client";

const ID = "main";

/** What the link leads to, for the element with the content. */
export const SKIPPED_TO = { id: ID, tabIndex: -1 } as const;

/** The first stop of the keyboard: past what every page begins with. Seen while it has the focus. */
export function SkipLink({ children }: { children: string }) {
  return (
    <a
      className="ui-skip"
      href={`#${ID}`}
      onClick={(event) => {
        // The address stays as it is: pages keep their own things in it.
        event.preventDefault();
        document.getElementById(ID)?.focus({ preventScroll: true });
      }}
    >
      {children}
    </a>
  );
}
