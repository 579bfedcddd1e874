/** Is what a journey has built the example workflow? */
import { expect } from "@playwright/test";
import example from "../examples/pricing-follow-up.json" with { type: "json" };
import { ask } from "./real-events";

type Document = Pick<typeof example.document, "nodes" | "edges">;

/** What a workflow does: ids, places, the connection and the address of the stand-in are its own. */
function meant({ nodes, edges }: Document): Record<string, unknown> {
  const ids = nodes.map(({ id }) => id);
  const branches = nodes.flatMap(({ config }) => config.branches ?? []);
  const text = JSON.stringify({
    nodes: nodes.map(({ type, name, config }) => ({ type, name, config: { ...config, url: undefined } })),
    edges: edges.map(({ source, target, branch }) => ({
      source: ids.indexOf(source),
      target: ids.indexOf(target),
      branch,
    })),
  });
  return JSON.parse(
    branches.reduce((all, { id }, index) => all.replaceAll(`"${id}"`, `"branch ${index}"`), text),
  ) as Record<string, unknown>;
}

/** The draft does what the example does; usual values, which the file leaves out, a form writes down. */
export async function expectExample(workflowId: string): Promise<void> {
  const { draft } = await ask<{ draft: Document }>(`/workflows/${workflowId}`);
  expect(meant(draft)).toMatchObject(meant(example.document));
}

/** What the example sends of a click by real-events, with that link. */
export async function expectSent(receiver: string, link: string): Promise<void> {
  const sent = (await (await fetch(receiver)).json()) as { href?: string }[];
  expect(sent.findLast(({ href }) => href === link)).toEqual({
    event_id: expect.stringContaining("real-"),
    email: "ada@example.com",
    customer_id: "cust_2",
    href: link,
    subject: "Digest",
  });
}
