/** Lays cards out beside the page, so that a large workflow does not hold it up. One question, one answer. */
import { type TidyQuestion, tidyPositions } from "./tidy-layout";

self.addEventListener("message", ({ data }: MessageEvent<TidyQuestion>) => {
  self.postMessage(tidyPositions(data));
});
