/** What can be picked in a loop and after it, with which types and values, and what is wrong with everything else. */
import { describe, expect, test } from "vitest";
import { nodeDescriptor } from "../catalogue/descriptors";
import { flattenFields } from "./fields";
import { loopedDraft, plainLoop } from "./looped-draft.test-support";
import { faultReason, referenceFault } from "./reference-fault";
import { describeReference, type PickerSource, sourcesFor, withSamples } from "./sources";
import type { WorkflowDocument } from "./workflow";

const sources = (document: WorkflowDocument, id: string) => sourcesFor(document, id, nodeDescriptor);
const loopIn = (found: readonly PickerSource[], id = "each") => found.find(({ nodeId }) => nodeId === id);
const paths = (source: PickerSource | undefined) =>
  flattenFields(source?.fields ?? []).map(({ path }) => path);

describe("what can be picked", () => {
  const document = plainLoop();

  test("in the loop: its item first, with the type that the list says, then the steps before", () => {
    const found = sources(document, "note");
    expect(found.map(({ nodeId }) => nodeId)).toEqual(["each", "send", "list", "t"]);
    expect(found.every(({ guaranteed }) => guaranteed)).toBe(true);
    expect(paths(loopIn(found))).toEqual(["item", "item.name", "item.price", "item.tags", "index"]);
    const item = loopIn(found)?.fields[0];
    expect(item).toMatchObject({ label: "This item", type: "object", open: true, within: "each" });
    expect(item?.fields?.map(({ type }) => type)).toEqual(["text", "number", "list"]);
  });

  test("after the loop: its results, and nothing of its body", () => {
    const found = sources(document, "after");
    expect(found.map(({ nodeId }) => nodeId)).toEqual(["each", "list", "t"]);
    expect(paths(loopIn(found))).toEqual(["results", "count", "failed"]);
    expect(loopIn(found)?.sample).toMatchObject({ results: [{ text: expect.anything() }, {}] });
  });

  test("in a loop in a loop: both items, the nearer one first", () => {
    const nested = loopedDraft(["t>list", "list>each", "each.each>inner", "inner.each>send"], {
      list: { resultShape: [{ tags: ["text"] }] },
      each: { list: "{{ steps.list.result }}" },
      inner: { list: "{{ steps.each.item.tags }}" },
    });
    const found = sources(nested, "send");
    expect(found.map(({ nodeId }) => nodeId)).toEqual(["inner", "each", "list", "t"]);
    expect(loopIn(found, "inner")?.fields[0]).toMatchObject({ path: "item", type: "text" });
    const known = { calculated: { list: { result: [{ tags: ["new", "red"] }, { tags: [] }] } } };
    const sampled = withSamples(found, known);
    expect(loopIn(sampled)?.sample).toMatchObject({ item: { tags: ["new", "red"] } });
    expect(loopIn(sampled, "inner")?.sample).toMatchObject({ item: "new", index: 0 });
  });

  test("the first item of the sample list, whoever's list that is", () => {
    const known = {
      pinned: {
        list: {
          result: {
            products: [
              { name: "Shoes", price: 3 },
              { name: "Hat", price: 4 },
            ],
          },
        },
      },
    };
    const each = loopIn(withSamples(sources(document, "send"), known));
    expect(each?.sample).toMatchObject({ item: { name: "Shoes", price: 3 }, index: 0 });
    expect(each?.from).toEqual({ origin: "pinned" });
  });

  test("of a list that nothing is known of, any item; its sample tells its members", () => {
    const unknown = plainLoop({ list: {} });
    const plain = loopIn(sources(unknown, "send"));
    expect(plain?.fields[0]).toMatchObject({ path: "item", type: "object", open: true });
    expect(plain?.sample).not.toHaveProperty("item");
    const known = { tested: { list: { result: { products: [{ sku: "a-1" }] } } } };
    const each = loopIn(withSamples([...sources(unknown, "send")], known));
    expect(each?.fields[0]?.fields).toMatchObject([{ path: "item.sku", type: "text" }]);
    const texts = { tested: { list: { result: { products: ["a", "b"] } } } };
    expect(loopIn(withSamples(sources(unknown, "send"), texts))?.fields[0]?.type).toBe("text");
  });

  test("a renamed list keeps what its entries are", () => {
    const renamed = loopedDraft(["t>list", "list>set", "set>each", "each.each>send"], {
      list: { resultShape: { products: [{ name: "text" }] } },
      set: { fields: { goods: "{{ steps.list.result.products }}" } },
      each: { list: "{{ steps.set.fields.goods }}" },
    });
    renamed.nodes = renamed.nodes.map((node) =>
      node.id === "set" ? { ...node, type: "flow.set-fields" } : node,
    );
    expect(paths(loopIn(sources(renamed, "send")))).toEqual(["item", "item.name", "index"]);
  });

  test("a field of the item is known by its label, wherever it is named", () => {
    const reference = { source: "each", path: ["item", "price"] };
    expect(describeReference(document, reference, nodeDescriptor)).toMatchObject({
      label: "price",
      sourceName: "each",
      type: "number",
      broken: false,
    });
  });
});

describe("what is wrong with a reference", () => {
  const document = plainLoop();
  test.each([
    ["send", "each", "item.name", null, ""],
    ["note", "each", "index", null, ""],
    ["note", "send", "text", null, ""],
    ["after", "each", "count", null, ""],
    ["after", "list", "result", null, ""],
    ["after", "each", "item.name", "item_outside_loop", "“each”"],
    ["send", "each", "results", "results_in_loop", "when it is done"],
    ["after", "send", "text", "step_in_loop", "each item of “each”"],
    ["each", "send", "text", "step_in_loop", "each item of “each”"],
    ["each", "each", "item", "not_upstream", "does not run before"],
    ["list", "each", "count", "not_upstream", "does not run before"],
    ["send", "each", "nothing", "unknown_field", "no such field"],
  ])("in %s, %s.%s", (nodeId, source, path, code, words) => {
    const place = { document, nodeId, lookup: nodeDescriptor };
    const fault = referenceFault(place, { source, path: path.split(".") });
    expect(fault?.code ?? null).toBe(code);
    if (fault) expect(faultReason(fault, undefined)).toContain(words);
  });
});
