/** The SMTP client against a server that speaks RFC 5321, with AUTH PLAIN and refusals. */

import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { FatalError } from "../../kit/errors";
import { tryAction } from "../../kit/try-action.test-support";
import { sendEmail } from "./actions/send-email";
import { testSmtp } from "./client";

let server: Server;
let port = 0;
let mails: string[];
/** Answers by command, where they are not the usual ones. */
let replies: Record<string, string>;

/** One conversation: a line, a reply; after DATA everything up to a lone dot. */
function converse(socket: Socket): void {
  let rest = "";
  let data: string[] | null = null;
  const say = (text: string) => socket.write(`${text}\r\n`);
  const onLine = (line: string) => {
    if (data !== null) {
      if (line !== ".") return data.push(line);
      mails.push(data.join("\n"));
      data = null;
      return say("250 queued");
    }
    const verb = line.split(" ")[0]?.toUpperCase() ?? "";
    if (replies[verb]) return say(replies[verb]);
    if (verb === "EHLO") return say("250-stand-in\r\n250 AUTH PLAIN");
    if (verb === "AUTH") return say("235 welcome");
    if (verb === "DATA") {
      data = [];
      return say("354 go on");
    }
    return say(verb === "QUIT" ? "221 bye" : "250 ok");
  };
  say("220 stand-in");
  socket.on("data", (chunk) => {
    const lines = (rest + chunk).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  socket.on("error", () => undefined);
}

beforeAll(async () => {
  server = createServer(converse);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  mails = [];
  replies = {};
});

const connection = () => ({
  host: "smtp.test",
  port,
  security: "none" as const,
  user: "u",
  password: "p",
  from: "Ada <ada@example.com>",
});
const send = (input: object = {}) =>
  tryAction(sendEmail, {
    input: { to: "team@example.com", subject: "A click", text: "Maya clicked", ...input },
    connection: connection(),
  });

test("a mail arrives, with an id that is the same for every try", async () => {
  const { output } = await send();
  expect(mails[0]).toContain("From: Ada <ada@example.com>");
  expect(mails[0]).toContain("Subject: A click");
  expect(mails[0]).toContain("Maya clicked");
  expect(output).toMatchObject({ accepted: "team@example.com" });
  await send();
  const ids = mails.map((mail) => /Message-ID: (\S+)/i.exec(mail)?.[1]);
  expect(ids[0]).toBeDefined();
  expect(ids[0]).toBe(ids[1]);
});

test("a line break in a field cannot add a header", async () => {
  await send({ subject: "Hi\r\nBcc: other@example.com" });
  expect(mails[0]).not.toMatch(/^Bcc:/m);
});

test("a wrong password and a refused recipient are final, a busy server is not", async () => {
  replies = { AUTH: "535 no" };
  await expect(send()).rejects.toThrow(FatalError);
  await expect(send()).rejects.toThrow(/user name or password/);
  replies = { RCPT: "550 unknown" };
  await expect(send()).rejects.toThrow(FatalError);
  replies = { RCPT: "451 later" };
  await expect(send()).rejects.not.toThrow(FatalError);
});

test("Test connection says what the server says", async () => {
  const call = {
    connection: connection(),
    resolveHost: async () => ({ address: "127.0.0.1", family: 4 as const }),
    signal: new AbortController().signal,
  };
  expect(await testSmtp(call)).toEqual({
    ok: true,
    message: "smtp.test accepts the connection and the password.",
  });
  replies = { AUTH: "535 no" };
  expect(await testSmtp(call)).toMatchObject({ ok: false });
});
