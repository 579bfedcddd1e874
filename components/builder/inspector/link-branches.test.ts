import { describe, expect, test } from "vitest";
import { conditionGroup } from "@/lib/conditions/condition";
import { pageAddress, pageOf } from "@/lib/conditions/operators/url-parts";
import type { LinkView } from "@/lib/contracts/links";
import {
  addressAskedFor,
  type Branch,
  findLinks,
  judgeLinks,
  nameFor,
  pastedPage,
  takenBy,
  withLink,
} from "./link-branches";

const FIELD = { path: "href", template: "{{ trigger.href }}" };
const link = (address: string, more: Partial<LinkView> = {}): LinkView => ({
  page: pageOf(address) ?? "",
  address: pageAddress(address) ?? "",
  clicks: 1,
  machineClicks: 0,
  lastAt: null,
  messages: [],
  messageCount: 0,
  ...more,
});
const branch = (id: string, ...rows: [string, string, string][]): Branch => ({
  id,
  name: id,
  conditions: {
    match: "all",
    conditions: rows.map(([field, operator, value]) => ({
      field,
      operator,
      value,
      type: operator.startsWith("url") ? "url" : "text",
    })),
  },
});
const judge = (branches: Branch[], all = false) => ({
  branches,
  field: FIELD,
  scope: { trigger: { href: "https://elsewhere.example/", subject: "Trial" }, steps: { s: { plan: "pro" } } },
  all,
  now: new Date("2026-11-25T12:00:00Z"),
});
const links = [
  link("https://example.com/pricing"),
  link("https://example.com/pricing/pro"),
  link("https://example.com/docs?page=2"),
  link("https://example.com/careers"),
];
const judged = (branches: Branch[], all = false) =>
  judgeLinks(links, judge(branches, all)).map(({ label, takenBy, own }) => [
    label,
    takenBy.map(({ id }) => id).join("+"),
    own?.id ?? null,
  ]);

describe("links nobody handles", () => {
  test("are those that the conditions really leave to Otherwise", () => {
    const starting = branch("starting", ["{{ trigger.href }}", "url_path_starts_with", "/pricing"]);
    const docs = branch("docs", [
      "{{trigger.href}}",
      "url_same_page",
      "http://www.example.com/docs/?page=2#x",
    ]);
    expect(judged([starting, docs])).toEqual([
      ["/pricing", "starting", null],
      ["/pricing/pro", "starting", null],
      ["/docs?page=2", "docs", "docs"],
      ["/careers", "", null],
    ]);
  });
  test("with all that fit, and by other fields and steps too", () => {
    const branches = [
      branch("a", ["{{ trigger.href }}", "url_path_starts_with", "/pricing"]),
      branch(
        "b",
        ["{{ trigger.href }}", "url_path_is", "/pricing/pro"],
        ["{{ trigger.subject }}", "equals", "trial"],
      ),
      branch("c", ["{{ steps.s.plan }}", "equals", "free"]),
    ];
    expect(judged(branches, true).map(([, taken]) => taken)).toEqual(["a", "a+b", "", ""]);
    expect(judged(branches).map(([, taken]) => taken)).toEqual(["a", "a", "", ""]);
  });
});

describe("a branch made from a link", () => {
  test.each([
    "https://example.com/pricing",
    "https://www.example.com/caf%C3%A9/%2541?b=2&a=%20x&utm_source=mail",
    "http://example.com:8080/",
    "https://example.com/?plan=a%2Bb",
    "https://xn--mnchen-3ya.example/100%25",
  ])("takes %s, however it is written", (address) => {
    const branches = withLink([], link(address), FIELD);
    expect(conditionGroup.safeParse(branches[0]?.conditions).success).toBe(true);
    const tracked = `${address}${address.includes("?") ? "&" : "?"}cio_id=abc#part`;
    for (const seen of [address, tracked]) expect(takenBy(seen, judge(branches))).toEqual(branches);
    expect(takenBy("https://example.com/other", judge(branches))).toEqual([]);
    expect(judgeLinks([link(address)], judge(branches))[0]?.own).toEqual(branches[0]);
  });
  test("has an id of its own that is the same each time", () => {
    const ids = links.map((each) => withLink([], each, FIELD)[0]?.id);
    expect(new Set(ids).size).toBe(links.length);
    expect(withLink([], links[0] as LinkView, FIELD)[0]?.id).toBe(ids[0]);
    for (const id of ids) expect(id).toMatch(/^link_[a-z0-9_]{1,70}$/);
  });
  test("takes the place of a blank one, whose way out may be connected", () => {
    const blank = { id: "b_1", name: "Branch 1", conditions: { match: "all" as const, conditions: [] } };
    const other = branch("other", ["{{ trigger.href }}", "url_path_is", "/x"]);
    const made = withLink([blank, other], links[0] as LinkView, FIELD);
    expect(made.map(({ id, name }) => [id, name])).toEqual([
      ["b_1", "Pricing"],
      ["other", "other"],
    ]);
    expect(withLink(made, links[3] as LinkView, FIELD)).toHaveLength(3);
  });
  test("is told from one with other conditions", () => {
    const own = withLink([], links[0] as LinkView, FIELD)[0] as Branch;
    expect(addressAskedFor(own.conditions, FIELD)).toBe("https://example.com/pricing");
    expect(addressAskedFor({ ...own.conditions, match: "none" }, FIELD)).toBeNull();
    expect(addressAskedFor({ match: "all", conditions: [] }, FIELD)).toBeNull();
    expect(
      addressAskedFor(
        branch("x", ["{{ trigger.href }}", "url_same_page", "{{ trigger.a }}"]).conditions,
        FIELD,
      ),
    ).toBeNull();
  });
});

test.each<[string, string[], string]>([
  ["example.com/pricing", [], "Pricing"],
  ["example.com/customers/acme-corp", [], "Acme corp"],
  ["example.com/guide.html", [], "Guide"],
  ["example.com", [], "Home page"],
  ["example.com?plan=pro", [], "Home page"],
  ["example.com/pricing?plan=pro", ["Pricing"], "Pricing (plan=pro)"],
  ["example.com/us/pricing", ["Pricing"], "Us › Pricing"],
  ["example.com/pricing", ["Pricing"], "Pricing on example.com"],
  ["example.com/pricing", ["Pricing", "Pricing on example.com", "Pricing 2"], "Pricing 3"],
])("%s beside %j is called %s", (page, taken, name) => expect(nameFor(page, taken)).toBe(name));

test.each<[string, string | null]>([
  ["https://www.example.com/a/?utm_source=x", "example.com/a"],
  [" example.com/a ", "example.com/a"],
  ["pricing", null],
  ["two words.com", null],
  ["mailto:ada@example.com", null],
])("what was pasted: %s", (text, page) => expect(pastedPage(text)?.page ?? null).toBe(page));

test("links are found by page, address, subject and message", () => {
  const messages = [{ kind: "campaign", id: "23", subject: "Your trial", clicks: 1 }];
  const all = judgeLinks([...links.slice(0, 3), link("https://example.com/x", { messages })], judge([]));
  const found = (text: string) => findLinks(all, text).map(({ label }) => label);
  expect(found(" PRICING ")).toEqual(["/pricing", "/pricing/pro"]);
  expect(found("trial")).toEqual(["/x"]);
  expect(found("23")).toEqual(["/x"]);
  expect(found("http://www.example.com/docs/?page=2&utm_source=y")).toEqual(["/docs?page=2"]);
  expect(found("")).toHaveLength(4);
});
