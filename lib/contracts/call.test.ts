import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callDoor, DoorError } from "./call";
import { getWorkflow, updateWorkflow } from "./workflows";

const seen: { method?: string; url?: string; body: string }[] = [];
const answers: { status: number; body: unknown }[] = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    seen.push({ method: request.method, url: request.url, body });
    const answer = answers.shift();
    response.statusCode = answer?.status ?? 500;
    response.end(JSON.stringify(answer?.body));
  });
});
let baseUrl = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const workflow = {
  id: "wf_1",
  name: "Pricing",
  draft: { formatVersion: 1, nodes: [], edges: [] },
  revision: 3,
  live: null,
  changesSinceLive: null,
  archived: false,
  updatedAt: "2026-11-24T10:00:00.000Z",
};

describe("callDoor", () => {
  it("fills the path, sends JSON and returns the parsed answer", async () => {
    answers.push({ status: 200, body: workflow });
    const answer = await callDoor(
      updateWorkflow,
      { params: { workflowId: "wf_1/x" }, body: { name: "Pricing" } },
      { baseUrl },
    );
    expect(answer).toEqual(workflow);
    expect(seen.at(-1)).toEqual({
      method: "PATCH",
      url: "/api/v1/workflows/wf_1%2Fx",
      body: '{"name":"Pricing"}',
    });
  });

  it("throws the door's own error with its code and hint", async () => {
    answers.push({
      status: 404,
      body: { error: { code: "not_found", message: "No workflow wf_2.", hint: "List them." } },
    });
    const failure = await callDoor(getWorkflow, { params: { workflowId: "wf_2" } }, { baseUrl }).catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(DoorError);
    expect(failure).toMatchObject({
      status: 404,
      message: "No workflow wf_2.",
      body: { code: "not_found", hint: "List them." },
    });
  });

  it("says so when the server answers with something else", async () => {
    answers.push({ status: 502, body: "bad gateway" });
    const failure = await callDoor(getWorkflow, { params: { workflowId: "wf_2" } }, { baseUrl }).catch(
      (error) => error,
    );
    expect(failure).toMatchObject({ status: 502, body: { code: "internal" } });
    expect(failure.message).toContain("502");
  });
});
