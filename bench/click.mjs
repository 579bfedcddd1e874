/** A click as Customer.io sends it, signed, as the bytes of one HTTP request. */
import { createHmac } from "node:crypto";

export function clickBody(id) {
  return JSON.stringify({
    event_id: id,
    object_type: "email",
    metric: "clicked",
    timestamp: Math.floor(Date.now() / 1000),
    data: {
      customer_id: "42",
      identifiers: { id: "42", email: "ada@example.com", cio_id: "d9c106000001" },
      delivery_id: "RPILAgUBcRhIBqSfeiIwdIYJKxTY",
      campaign_id: 23,
      action_id: 38,
      recipient: "ada@example.com",
      subject: "Our new prices",
      href: "https://example.com/pricing?plan=pro",
      link_id: 1,
    },
  });
}

export function signature(key, body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hash = createHmac("sha256", key).update(`v0:${timestamp}:`).update(body).digest("hex");
  return { timestamp, hash };
}

/** `target`: {hook, key}; the address of the endpoint and its signing key. */
export function clickRequest(target, id) {
  const { host, pathname } = new URL(target.hook);
  const body = clickBody(id);
  const { timestamp, hash } = signature(target.key, body);
  return `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nx-cio-timestamp: ${timestamp}\r\nx-cio-signature: ${hash}\r\n\r\n${body}`;
}
