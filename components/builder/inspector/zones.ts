/** Time zones as a list to choose from, with how far each is from UTC now. Pure, but for what the browser knows of zones. */

export interface ZoneEntry {
  /** Undefined: none. */
  value: string | undefined;
  label: string;
  hint?: string;
}

/** What cities are called now where the zone has an older name. */
const NEW_NAMES: Readonly<Record<string, string>> = {
  "Asia/Calcutta": "Kolkata India",
  "Asia/Katmandu": "Kathmandu",
  "Asia/Rangoon": "Yangon",
  "Asia/Saigon": "Ho Chi Minh",
  "Europe/Kiev": "Kyiv",
};

/** "UTC+01:00" at that moment; null where there is no such zone. */
export function offsetOf(timeZone: string, at = new Date()): string | null {
  try {
    const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    return name === "GMT" ? "UTC+00:00" : name.replace("GMT", "UTC");
  } catch {
    return null;
  }
}

/** "Europe/Berlin (UTC+01:00)". */
export function zoneLabel(timeZone: string, at = new Date()): string {
  const offset = offsetOf(timeZone, at);
  return offset === null ? `${timeZone} (not known)` : `${timeZone} (${offset})`;
}

/** What this browser lives in. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Wanted {
  search: string;
  /** Chosen now; it stays in the list where it is not known any more. */
  value: string;
  own: string;
  optional: boolean;
}

/** The browser's own first, then UTC; of a search, those whose city begins with it. */
export function zoneEntries({ search, value, own, optional }: Wanted): ZoneEntry[] {
  const words = plain(search).split(" ").filter(Boolean);
  const known = new Set([
    ...(value === "" ? [] : [value]),
    own,
    "UTC",
    ...Intl.supportedValuesOf("timeZone"),
  ]);
  known.delete(own);
  const fitting = [own, ...known].flatMap((zone) => {
    const label = zoneLabel(zone);
    const text = plain(`${label} ${NEW_NAMES[zone] ?? ""}`);
    if (!words.every((word) => text.includes(word))) return [];
    return [{ value: zone, label, ...(zone === own ? { hint: "Here" } : {}), city: cityOf(zone) }];
  });
  const [first = ""] = words;
  const begins = ({ city }: { city: string }) => Number(first !== "" && city.startsWith(first));
  const found = fitting
    .sort((a, b) => begins(b) - begins(a))
    .map(({ city: _, ...entry }): ZoneEntry => entry);
  if (words.length > 0) return [...found, ...otherName(search.trim(), found)];
  return optional && value !== "" ? [...found, { value: undefined, label: "None" }] : found;
}

/** Zones have older and newer names that are not listed, and are known all the same. */
function otherName(typed: string, found: readonly ZoneEntry[]): ZoneEntry[] {
  const isListed = found.some(({ value }) => value?.toLowerCase() === typed.toLowerCase());
  return isListed || !typed.includes("/") || offsetOf(typed) === null
    ? []
    : [{ value: typed, label: zoneLabel(typed) }];
}

const cityOf = (zone: string): string => plain(zone.slice(zone.lastIndexOf("/") + 1));

/** Small letters without accents; what parts names is a space. */
const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[/_]/g, " ").trim();
