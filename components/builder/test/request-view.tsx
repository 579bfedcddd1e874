"use client";
import { Copy, Eye, Lock, Send } from "lucide-react";
import type { TestedRequest } from "@/lib/contracts/tests";
import { IconButton } from "../../ui/icon-button";
import { toast } from "../../ui/toast";

/** Exactly what would be sent, or was. */
export function RequestView({ requests, sent }: { requests: readonly TestedRequest[]; sent: boolean }) {
  const text = requests.map(asText).join("\n\n");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast.success("Copied"),
      () => toast.error("The browser did not let it be copied."),
    );
  return (
    <section className="bt-part" aria-label="Request">
      <header>
        <h3>Request</h3>
        <span className="bt-dry" data-sent={sent || undefined}>
          {sent ? <Send aria-hidden size={14} /> : <Eye aria-hidden size={14} />}
          {sent ? "Sent for real" : "Dry run, nothing was sent"}
        </span>
        <i className="bd-grow" />
        <IconButton label="Copy the request" onClick={() => void copy()}>
          <Copy aria-hidden size={14} />
        </IconButton>
      </header>
      {requests.map((request, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same call may be made twice
        <OneRequest key={index} request={request} />
      ))}
      <p className="bt-masked">
        <Lock aria-hidden size={12} /> Secrets are masked, here and in runs
      </p>
    </section>
  );
}

function OneRequest({ request }: { request: TestedRequest }) {
  if (request.kind === "http")
    return (
      <div className="bt-request">
        <p>
          <b>{request.method}</b> {request.url}
        </p>
        <dl>
          {Object.entries(request.headers).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {request.body !== null && <pre>{pretty(request.body)}</pre>}
        {request.bodyCut && <p>Only the first 64 KiB are shown.</p>}
      </div>
    );
  if (request.kind === "mail")
    return (
      <div className="bt-request">
        <p>
          <b>E-mail</b> through {request.server}
        </p>
        <dl>
          <div>
            <dt>from</dt>
            <dd>{request.from}</dd>
          </div>
          <div>
            <dt>to</dt>
            <dd>{request.to.join(", ")}</dd>
          </div>
        </dl>
        <pre>{request.source}</pre>
      </div>
    );
  return (
    <div className="bt-request">
      <p>
        <b>Connection</b> to {request.server}
      </p>
    </div>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function asText(request: TestedRequest): string {
  if (request.kind === "mail") return request.source;
  if (request.kind === "connection") return request.server;
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  return [`${request.method} ${request.url}`, ...headers, "", request.body ?? ""].join("\n").trimEnd();
}
