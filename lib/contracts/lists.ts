import { z } from "zod";

/** Set where a page is not full although the list goes on: everything down to this instant was looked through; `nextCursor` goes on. */
export const searchedTo = z.iso.datetime().nullable();
