/** Stands where a step's ways to the outside are: records what would be sent, and sends nothing. One per step. */
import type { OutgoingMail } from "../kit/outgoing-mail";
import type { StepServices } from "./execute-step";
import { maskCall, maskText } from "./mask-request";
import type { RecordedRequest } from "./rehearsal";

export type Outside = Required<Pick<StepServices, "fetch" | "resolveHost" | "rehearse">>;

export class RequestRecorder implements Outside {
  /** What of it was asked for, in order; later ones than the first only where an action goes on all the same. */
  readonly requests: RecordedRequest[] = [];
  private secrets: readonly string[] = [];

  /** Values of the connection that nobody is to see. */
  hide(secrets: readonly string[]): void {
    this.secrets = secrets;
  }

  readonly fetch: typeof fetch = async (resource, init) => {
    const request = new Request(resource, init);
    const body = request.body === null ? null : await request.text();
    const { method, url, headers } = request;
    return this.stop(maskCall({ method, url, headers, body }, this.secrets));
  };

  readonly resolveHost: Outside["resolveHost"] = async (host, port) =>
    this.stop({ kind: "connection", server: `${host}:${port}` });

  readonly rehearse = (mail: OutgoingMail): never =>
    this.stop({ kind: "mail", ...mail, source: maskText(mail.source, this.secrets) });

  private stop(request: RecordedRequest): never {
    this.requests.push(request);
    throw new Error("A rehearsal sends nothing.");
  }
}
