import { describe, expect, test } from "vitest";
import { BufferedResponse } from "./buffered-response";

const head = { status: 201, statusText: "Created", headers: { "content-type": "application/json" } };
const text = '{"name":"Zoë"}';
const response = () => new BufferedResponse(Buffer.from(text), head);

describe("answers as the platform's own Response does", () => {
  const own = () => new Response(text, head);
  test.each([
    ["status", (r: Response) => [r.status, r.statusText, r.ok, r.headers.get("content-type")]],
    ["text", (r: Response) => r.text()],
    ["json", (r: Response) => r.json()],
    ["bytes", async (r: Response) => [...new Uint8Array(await r.arrayBuffer())]],
    ["blob", async (r: Response) => (await r.blob()).text()],
    ["body", async (r: Response) => new Response(r.body).text()],
    ["clone", async (r: Response) => [await r.clone().text(), await r.text()]],
    ["bodyUsed", async (r: Response) => [r.bodyUsed, await r.text(), r.bodyUsed]],
    ["bodyUsed after the stream", async (r: Response) => [await new Response(r.body).text(), r.bodyUsed]],
  ])("%s", async (_, read) => {
    expect(await read(response())).toEqual(await read(own()));
  });
  test("a byte order mark is no text", async () => {
    const bytes = Buffer.from("\ufeffhello");
    expect(await new BufferedResponse(bytes, head).text()).toBe(await new Response(bytes).text());
  });
  test("a body is read once", async () => {
    for (const one of [response(), own()]) {
      await one.text();
      await expect(one.text()).rejects.toThrow(TypeError);
      expect(() => one.clone()).toThrow(TypeError);
    }
  });
});

test("an error in place of the body fails whoever reads it, not whoever asks for the status", async () => {
  const broken = () => new BufferedResponse(new Error("cut off"), head);
  expect(broken().status).toBe(201);
  await expect(broken().text()).rejects.toThrow("cut off");
  await expect(broken().json()).rejects.toThrow("cut off");
  await expect(new Response(broken().body).text()).rejects.toThrow("cut off");
});
