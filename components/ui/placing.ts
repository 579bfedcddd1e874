/** Where a popover stands: below its anchor, along one of its edges, and over the rest of the page. */
export const below = (align: "start" | "end", sideOffset = 6) =>
  ({ side: "bottom", align, sideOffset, style: OVER_PAGE }) as const;

export const OVER_PAGE = { zIndex: "var(--z-popover)" } as const;
