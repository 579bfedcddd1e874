/** SMTP by nodemailer, because fetch cannot speak it. The address connected to is the one that the outgoing guard has checked. */
import { createTransport } from "nodemailer";
import type { ActionContext, ConnectionTest } from "../../kit/define";
import { FatalError } from "../../kit/errors";
import type { OutgoingMail } from "../../kit/outgoing-mail";

export interface SmtpConnection {
  host: string;
  port: number;
  security: "starttls" | "tls" | "none";
  user?: string;
  password?: string;
  from: string;
}
export interface Mail {
  to: string;
  subject: string;
  text: string;
  replyTo?: string;
  messageId: string;
}
type Call = Pick<ActionContext, "resolveHost" | "signal" | "rehearse"> & { connection: SmtpConnection };

const TIMEOUT_MS = 15_000;

async function openTransport({ connection, resolveHost }: Call) {
  const { host, port, security, user, password } = connection;
  const { address } = await resolveHost(host, port);
  return createTransport({
    host: address,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    // The certificate must be the named host's, although we connect to its address.
    tls: { servername: host },
    auth: user ? { user, pass: password ?? "" } : undefined,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** The ids of accepted and refused recipients. Permanent refusals (5xx) and bad credentials are fatal, 4xx may pass. */
export async function sendMail(
  call: Call,
  mail: Mail,
): Promise<{ messageId: string; accepted: string[]; rejected: string[] }> {
  if (call.rehearse) call.rehearse(await renderMail(call.connection, mail));
  const transport = await openTransport(call);
  const abort = () => transport.close();
  call.signal.addEventListener("abort", abort, { once: true });
  try {
    const sent = await transport.sendMail({ from: call.connection.from, ...mail });
    return {
      messageId: sent.messageId,
      accepted: sent.accepted.map(String),
      rejected: sent.rejected.map(String),
    };
  } catch (error) {
    throw readableError(error);
  } finally {
    call.signal.removeEventListener("abort", abort);
    transport.close();
  }
}

/** As it would be handed to the server, without a connection. */
async function renderMail({ host, port, from }: SmtpConnection, mail: Mail): Promise<OutgoingMail> {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: "unix",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { message, envelope } = await transport.sendMail({ from, ...mail });
  return {
    server: `${host}:${port}`,
    from: envelope.from || from,
    to: envelope.to,
    source: message.toString(),
  };
}

export async function testSmtp(call: Call): Promise<ConnectionTest> {
  const transport = await openTransport(call);
  try {
    await transport.verify();
    return {
      ok: true,
      message: `${call.connection.host} accepts the connection${call.connection.user ? " and the password" : ""}.`,
    };
  } catch (error) {
    return { ok: false, message: readableError(error).message };
  } finally {
    transport.close();
  }
}

function readableError(error: unknown): Error {
  const { code, responseCode, response, message } = error as {
    code?: string;
    responseCode?: number;
    response?: string;
    message?: string;
  };
  if (code === "EAUTH")
    return new FatalError(`The SMTP server refused the user name or password: ${response ?? message}`);
  const said = `The SMTP server said: ${response ?? message ?? "nothing"}`;
  return responseCode !== undefined && responseCode >= 500
    ? new FatalError(said, { responseCode })
    : new Error(said);
}
