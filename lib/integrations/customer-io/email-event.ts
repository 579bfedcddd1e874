/** What the triggers about one e-mail share: their output around what is their own, and how it is read. */
import { z } from "zod";
import type { JsonObject, JsonValue } from "../../base/json";
import { maybe, out } from "../../kit/fields";
import type { Payload } from "./read-payload";
import {
  accepted,
  envelope,
  message,
  person,
  raw,
  readEnvelope,
  readMessage,
  readPerson,
  withoutUndefined,
} from "./schemas";

/** `own` stands between the e-mail and the ids of its message; `data` lists the documented members of the payload. */
export const emailOutput = <Own extends z.ZodRawShape>(event: string, own: Own, data: JsonObject) =>
  z.object({
    event: out.text("Event", { description: `Always ${event}.`, example: event }),
    ...person,
    recipient: maybe.text("Recipient", {
      description: "The address the e-mail went to.",
      example: "ada@example.com",
    }),
    subject: maybe.text("Subject", { example: "Your trial ends in 3 days" }),
    ...own,
    ...message,
    ...envelope,
    raw: raw(data),
  });

export const readEmail =
  <Own extends object>(event: string, readOwn: (payload: Payload) => Own) =>
  (payload: JsonValue) => {
    const read = accepted(payload);
    return withoutUndefined({
      event,
      ...readPerson(read),
      recipient: read.recipient,
      subject: read.subject,
      ...readOwn(read),
      ...readMessage(read),
      ...readEnvelope(read),
    });
  };
