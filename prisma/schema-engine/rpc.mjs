/** JSON-RPC, one message a line: each request names a method of the engine. */
import readline from "node:readline";

const METHOD_NAMES = { getDatabaseVersion: "version" };
const APPLICATION_ERROR = 4466;

/** Answers requests one after the other until `input` ends. */
export async function serve(input, output, engine) {
  const send = (message) => output.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  for await (const line of readline.createInterface({ input })) {
    const request = line.trim() ? JSON.parse(line) : {};
    if (!request.method) continue; // The reply to a `print` of ours.
    try {
      send({ id: request.id, result: await call({ request, engine: await engine(), send }) });
    } catch (error) {
      send({ id: request.id, error: describeError(error) });
    }
  }
}

async function call({ request: { id, method, params }, engine, send }) {
  const name = METHOD_NAMES[method] ?? method;
  if (typeof engine[name] !== "function") throw new Error(`schema-engine does not know the method ${method}`);
  const result = await engine[name](params);
  if (method !== "diff" || result?.stdout == null) return result ?? {};
  // The native engine prints a diff through a request of its own in the other direction.
  send({ id: `print-${id}`, method: "print", params: { content: result.stdout } });
  return { exitCode: result.exitCode };
}

const describeError = (error) => ({
  code: APPLICATION_ERROR,
  message: "An error happened. Check the data field for details.",
  data: {
    is_panic: false,
    message: String(error?.message ?? error),
    error_code: error?.code,
    meta: error?.meta ?? {},
  },
});
