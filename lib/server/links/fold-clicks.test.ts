import { describe, expect, test } from "vitest";
import type { JsonValue } from "@/lib/base/json";
import type { StoredClick } from "@/lib/db/link-counts";
import { foldClicks } from "./fold-clicks";

const AT = new Date("2026-11-24T12:00:00Z");
const click = (href: unknown, more: { data?: object; at?: Date; type?: string; ep?: string } = {}) =>
  ({
    id: "evt_1",
    workspace_id: "ws_1",
    endpoint_id: more.ep ?? "ep_1",
    type: more.type ?? "email_clicked",
    payload: {
      metric: "clicked",
      object_type: "email",
      data: { href, campaign_id: 23, subject: "Trial", ...more.data },
    } as JsonValue,
    received_at: more.at ?? AT,
  }) satisfies StoredClick;

describe("addresses of one page are one", () => {
  test.each([
    "http://shop.example.com/pricing",
    "https://www.shop.example.com/pricing/",
    "https://shop.example.com/pricing#plans",
    "https://shop.example.com/pricing?utm_source=mail&cio_id=d9c106",
    "HTTPS://SHOP.example.com:443/pricing",
    "shop.example.com/pricing",
  ])("%s", (href) => {
    const counts = foldClicks([click("https://shop.example.com/pricing"), click(href)]);
    expect(counts.map(({ page, untold }) => [page, untold])).toEqual([["shop.example.com/pricing", 2]]);
  });
  test.each([
    "https://shop.example.com/pricing?plan=pro",
    "https://shop.example.com/Pricing",
    "https://shop.example.com/pricing/pro",
    "https://docs.shop.example.com/pricing",
    "https://shop.example.com:8443/pricing",
  ])("but not %s", (href) => {
    expect(foldClicks([click("https://shop.example.com/pricing"), click(href)])).toHaveLength(2);
  });
});

test("what identifies a person in the address is not kept", () => {
  const [count] = foldClicks([
    click("https://ada:secret@www.example.com/a?utm_campaign=x&cio_id=d9c1&plan=pro#me"),
  ]);
  expect(count).toMatchObject({
    address: "https://www.example.com/a?plan=pro",
    page: "example.com/a?plan=pro",
  });
});

test("people's, machines' and other clicks are told apart, and the last subject stays", () => {
  const later = new Date(AT.getTime() + 1000);
  const href = "https://example.com/a";
  const counts = foldClicks([
    click(href, { data: { machine: false, subject: "New" }, at: later }),
    click(href, { data: { machine: true } }),
    click(href, { data: { machine: "true" } }),
    click(href),
  ]);
  expect(counts).toEqual([
    {
      workspaceId: "ws_1",
      endpointId: "ep_1",
      day: "2026-11-24",
      page: "example.com/a",
      source: "campaign:23",
      people: 1,
      machine: 2,
      untold: 1,
      lastAt: later,
      address: "https://example.com/a",
      subject: "New",
    },
  ]);
});

test("messages of all kinds, days and endpoints are counted apart", () => {
  const href = "https://example.com/a";
  const of = (data: object) => click(href, { data: { campaign_id: undefined, ...data } });
  const counts = foldClicks([
    of({ campaign_id: 1 }),
    of({ newsletter_id: 1 }),
    of({ broadcast_id: "7" }),
    of({ transactional_message_id: "welcome" }),
    of({}),
    click(href, { ep: "ep_2" }),
    click(href, { at: new Date("2026-11-25T00:00:00Z") }),
  ]);
  expect(counts.map(({ source }) => source)).toEqual([
    "campaign:1",
    "newsletter:1",
    "broadcast:7",
    "transactional:welcome",
    "",
    "campaign:23",
    "campaign:23",
  ]);
});

test.each([
  ["mailto:ada@example.com"],
  ["/pricing"],
  ["javascript:alert(1)"],
  [""],
  [null],
  [42],
  ["https://"],
])("%s is no page", (href) => expect(foldClicks([click(href)])).toEqual([]));

test("other events and payloads that cannot be read are left out", () => {
  expect(foldClicks([click("https://example.com/a", { type: "email_opened" })])).toEqual([]);
  expect(
    foldClicks([
      { ...click(""), payload: "nonsense" },
      { ...click(""), payload: null },
    ]),
  ).toEqual([]);
});

test("an address too long for a page of its own is counted with the others", () => {
  const counts = foldClicks([
    click(`https://example.com/${"a".repeat(900)}`),
    click(`https://example.com/${"ü".repeat(500)}`),
  ]);
  expect(counts).toMatchObject([{ page: "", source: "", address: "", subject: null, untold: 2 }]);
});
