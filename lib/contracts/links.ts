import { z } from "zod";
import { defineDoor } from "./door";

export const linkMessage = z.object({
  /** campaign, newsletter, broadcast or transactional. */
  kind: z.string(),
  id: z.string(),
  subject: z.string().nullable(),
  clicks: z.number().int(),
});

/** One page that links lead to; scheme, `www.`, slash at the end, fragment and tracking parameters make no difference. */
export const link = z.object({
  /** `example.com/pricing`. */
  page: z.string(),
  /** An address of it, without tracking parameters. */
  address: z.string(),
  /** Clicks in 30 days that nobody called a machine's. */
  clicks: z.number().int(),
  machineClicks: z.number().int(),
  /** Null for a link of the example. */
  lastAt: z.iso.datetime().nullable(),
  /** Most clicks first, at most 20. */
  messages: z.array(linkMessage),
  messageCount: z.number().int(),
});
export type LinkView = z.infer<typeof link>;

export const linkQuery = z.object({
  /** A trigger's type. */
  trigger: z.string(),
  /** Only what this connection's endpoint has received; absent: all of the workspace. */
  connectionId: z.string().optional(),
  /** Part of address, subject or message id. */
  q: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(500),
});

/** Of the last 30 days, most clicks first. `more`: pages beyond `limit`. */
export const listLinks = defineDoor({
  method: "GET",
  path: "/api/v1/links",
  summary: "The pages that clicked links lead to, with their clicks in 30 days and the messages they were in",
  query: linkQuery,
  response: z.object({
    /** `example`: nothing was clicked yet, these are the sample's. `none`: the trigger is not about links. */
    source: z.enum(["events", "example", "none"]),
    links: z.array(link),
    more: z.number().int(),
  }),
});
