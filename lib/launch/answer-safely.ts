import type { ServerResponse } from "node:http";

/** What a request that ends in an error comes to: it is told here, and `say` puts the text into an answer. */
export interface Failure {
  tell(error: unknown): void;
  say(text: string): void;
}

/** Nothing that goes wrong in an answer ends the process; one that has begun can only be cut off. */
export function answerSafely(response: ServerResponse, answer: () => Promise<void>, failure: Failure): void {
  // Without a listener, writing to a client that has gone would end the process.
  response.on("error", () => undefined);
  answer().catch((error: unknown) => {
    failure.tell(error);
    if (response.headersSent) response.destroy();
    else failure.say("Something went wrong on the server.");
  });
}
