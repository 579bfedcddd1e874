/** The process that does the least a durable receiver can: no checks, one row per request, answered once it is committed. */
import { createServer } from "node:http";
import pg from "pg";
import { answerQuestions } from "./child.mjs";

const LANES = 2;
let waiting = [];
const idle = [];

/** What came while a commit was under way goes into the next one together. */
async function flush() {
  const client = idle.pop();
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    const bodies = batch.map(({ body }) => body);
    await client.query({
      name: "store",
      text: "insert into bench_limit (body) select unnest($1::text[])",
      values: [bodies],
    });
    for (const { answer } of batch) answer.end("{}");
  }
  idle.push(client);
}

const server = createServer((incoming, answer) => {
  let body = "";
  incoming.setEncoding("utf8").on("data", (chunk) => {
    body += chunk;
  });
  incoming.on("end", () => {
    waiting.push({ body, answer });
    if (idle.length > 0) void flush();
  });
});

answerQuestions({
  async listen(databaseUrl) {
    for (let lane = 0; lane < LANES; lane++) {
      const client = new pg.Client(databaseUrl);
      await client.connect();
      idle.push(client);
    }
    await idle[0].query(
      "create table bench_limit (id bigint generated always as identity primary key, body text)",
    );
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${server.address().port}/`;
  },
});
