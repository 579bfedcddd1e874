/** A mail as an SMTP server would be handed it. */
export interface OutgoingMail {
  /** `host:port`. */
  server: string;
  from: string;
  to: string[];
  /** Headers and body as on the wire, RFC 5322. */
  source: string;
}
