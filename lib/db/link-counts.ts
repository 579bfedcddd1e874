/** What is kept of clicks on links: one row for each page, day and message (decision 0015). */
import type { JsonValue } from "../base/json";

/** A stored event that is a click, verified. */
export interface StoredClick {
  id: string;
  workspace_id: string;
  endpoint_id: string;
  type: string;
  payload: JsonValue;
  received_at: Date;
}

export interface LinkCount {
  workspaceId: string;
  endpointId: string;
  /** In UTC: `2026-11-25`. */
  day: string;
  /** As "is the same page as" compares addresses; empty for what is no page of its own. */
  page: string;
  /** `campaign:23`, or empty. */
  source: string;
  people: number;
  machine: number;
  /** Clicks of which the provider did not say whose they were. */
  untold: number;
  lastAt: Date;
  address: string;
  subject: string | null;
}

/** From events to counts, pure; what is no click on a page is left out. */
export type FoldClicks = (clicks: readonly StoredClick[]) => LinkCount[];

/** Days that are kept, today included. */
export const LINK_DAYS = 30;
/** Of an endpoint in a day; with more, those with the fewest clicks are counted together. */
export const MAX_ROWS_A_DAY = 2_000;
export const KEPT_WHEN_FULL = 1_600;

const DAY_MS = 86_400_000;
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
export const firstDay = (nowMs: number): string => dayOf(new Date(nowMs - (LINK_DAYS - 1) * DAY_MS));
export const CLICK_COLUMNS = "id, workspace_id, endpoint_id, type, payload, received_at";
/** Nobody vouches for the others. */
export const VERIFIED = "held_reason is distinct from 'no_signing_key'";
