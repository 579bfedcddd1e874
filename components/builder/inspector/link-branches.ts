/** Branches made from links: what each link would take, and the branch for a page. Pure. */
import { isRecord } from "@/lib/base/json";
import { type ConditionGroup, isGroup } from "@/lib/conditions/condition";
import { pageAddress, pageOf } from "@/lib/conditions/operators/url-parts";
import { takeBranches } from "@/lib/conditions/take-branches";
import type { LinkView } from "@/lib/contracts/links";
import { isTemplate, resolveTemplate, type Scope } from "@/lib/graph/references";

export interface Branch {
  id: string;
  name: string;
  conditions: ConditionGroup;
}
/** Where in the trigger's output the link is, as path and as template. */
export interface LinkField {
  path: string;
  template: string;
}
export interface JudgedLink extends LinkView {
  /** Without the host where all links have the same. */
  label: string;
  /** The branches that it really takes; none: Otherwise. */
  takenBy: Branch[];
  /** The branch that is about this page and nothing else. */
  own: Branch | null;
}
interface Judge {
  branches: readonly Branch[];
  field: LinkField;
  /** Values of everything but the link. */
  scope: Scope;
  all: boolean;
  now: Date;
}

const SAME_PAGE = "url_same_page";

/** Every link through the draft's conditions, as a run would take it. */
export function judgeLinks(links: readonly LinkView[], judge: Judge): JudgedLink[] {
  const isOneHost = new Set(links.map(({ page }) => hostIn(page))).size <= 1;
  return links.map((link) => ({
    ...link,
    label: isOneHost ? pathIn(link.page) : link.page,
    takenBy: takenBy(link.address, judge),
    own: judge.branches.find((branch) => isAboutPage(branch, link.page, judge.field)) ?? null,
  }));
}

/** The branches that an address takes. */
export function takenBy(address: string, { branches, field, scope, all, now }: Judge): Branch[] {
  const output = isRecord(scope.trigger) ? scope.trigger : {};
  const seen = { ...scope, trigger: { ...output, [field.path]: address } } as Scope;
  return takeBranches(branches, { resolve: (template) => resolveTemplate(template, seen), now, all }).taken;
}

function isAboutPage({ conditions }: Branch, page: string, field: LinkField): boolean {
  const address = addressAskedFor(conditions, field);
  return address !== null && pageOf(address)?.toLowerCase() === page.toLowerCase();
}

/** Of a branch with the one condition that its link is a given page. */
export function addressAskedFor({ match, conditions }: ConditionGroup, field: LinkField): string | null {
  const [row, ...others] = conditions;
  if (row === undefined || others.length > 0 || match === "none" || isGroup(row)) return null;
  const isAsked =
    row.operator === SAME_PAGE && row.field.replaceAll(" ", "") === field.template.replaceAll(" ", "");
  return isAsked && typeof row.value === "string" && !isTemplate(row.value) ? row.value : null;
}

/** As a new step brings it, or as it was added and left. */
export const isBlank = ({ name, conditions: { conditions } }: Branch): boolean =>
  /^(Branch \d+)?$/.test(name) && conditions.every((entry) => !isGroup(entry) && entry.field === "");

/** With the branch in a blank one's place, or at the end. */
export function withLink(
  branches: readonly Branch[],
  { page, address }: Pick<LinkView, "page" | "address">,
  field: LinkField,
): Branch[] {
  const conditions: ConditionGroup = {
    match: "all",
    conditions: [{ field: field.template, type: "url", operator: SAME_PAGE, value: address }],
  };
  const names = branches.map(({ name }) => name);
  const blank = branches.find(isBlank);
  const branch = { id: blank?.id ?? idFor(page), name: nameFor(page, names), conditions };
  return blank === undefined ? [...branches, branch] : branches.map((old) => (old === blank ? branch : old));
}

/** A page from what was pasted; null where it is no web address. */
export function pastedPage(text: string): Pick<LinkView, "page" | "address"> | null {
  const isAddress = /^https?:\/\/\S+$|^[^\s/]+\.[^\s/]{2,}(\/\S*)?$/i.test(text.trim());
  const [page, address] = isAddress ? [pageOf(text), pageAddress(text)] : [];
  return page === undefined || address === undefined ? null : { page, address };
}

/** Part of page, subject or message id; or an address of the page. */
export function findLinks(links: readonly JudgedLink[], text: string): readonly JudgedLink[] {
  const words = text.trim().toLowerCase();
  if (words === "") return links;
  const page = pageOf(text)?.toLowerCase();
  return links.filter((link) => {
    if (link.page.toLowerCase().includes(words) || link.page.toLowerCase() === page) return true;
    return link.messages.some(({ subject, id }) => id === words || subject?.toLowerCase().includes(words));
  });
}

const hostIn = (page: string) => page.split(/[/?]/, 1)[0] ?? "";
const pathIn = (page: string) => {
  const path = page.slice(hostIn(page).length);
  return path.startsWith("/") ? path : `/${path}`;
};

const MAX_NAME = 60;

/** `/customers/acme-corp` is "Acme corp"; the same name twice says more of the address. */
export function nameFor(page: string, taken: readonly string[]): string {
  const [path = "", query = ""] = pathIn(page).split("?");
  const parts = path.split("/").filter(Boolean);
  const last = words(parts.at(-1) ?? "") || "Home page";
  const before = words(parts.at(-2) ?? "");
  const candidates = [
    last,
    ...(query === "" ? [] : [`${last} (${query})`]),
    ...(before === "" ? [] : [`${before} › ${last}`]),
    `${last} on ${hostIn(page)}`,
  ].map((name) => name.slice(0, MAX_NAME));
  const free = candidates.find((name) => !taken.includes(name));
  if (free !== undefined) return free;
  let number = 2;
  while (taken.includes(`${last} ${number}`)) number++;
  return `${last} ${number}`;
}

function words(part: string): string {
  const text = part
    .replace(/\.(html?|php|aspx?)$/i, "")
    .replaceAll(/[-_+]+/g, " ")
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The same for the same page, so that what hung on a branch hangs on it again when it comes back, and on no other. */
function idFor(page: string): string {
  let hash = 5381;
  for (const letter of page) hash = (hash * 33 + (letter.codePointAt(0) ?? 0)) >>> 0;
  const slug = pathIn(page)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, 40);
  return `link${slug}_${hash.toString(36)}`;
}
