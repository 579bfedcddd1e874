/** Where a page of a list ends: `<milliseconds>.<id>`. Lists are ordered by time, then id, both falling. */
export interface Cursor {
  at: Date;
  id: string;
}

export const cursorText = ({ at, id }: Cursor): string => `${at.getTime()}.${id}`;

export function readCursor(text: string | undefined): Cursor | null {
  const [, ms, id] = /^(\d{1,15})\.([a-z]+_[0-9a-z]+)$/.exec(text ?? "") ?? [];
  return ms === undefined || id === undefined ? null : { at: new Date(Number(ms)), id };
}

/** For `ilike`: what a person typed, with its own wildcards taken literally. */
export const containsPattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
