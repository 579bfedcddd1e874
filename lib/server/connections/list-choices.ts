import type { z } from "zod";
import { connectionOf } from "@/lib/catalogue/lookup";
import type { listChoices as door } from "@/lib/contracts/connections";
import type { Caller } from "../caller";
import { Failure, notFound } from "../failure";
import { connectionContext } from "./connection-context";
import { findConnection } from "./connection-view";

/** Asked of the service each time; nothing of it is stored. */
export async function listChoices(
  caller: Caller,
  { connectionId, list }: { connectionId: string; list: string },
): Promise<z.input<typeof door.response>> {
  const row = await findConnection(caller, connectionId);
  const lists = connectionOf(row.integrationId)?.lists ?? {};
  const load = Object.hasOwn(lists, list) ? lists[list] : undefined;
  if (load === undefined) throw notFound("list");
  const context = connectionContext(caller, row);
  if (context === null)
    throw new Failure("unprocessable", "The connection is not complete.", {
      hint: "Fill it in under Connections.",
    });
  try {
    return { choices: await load(context) };
  } catch (error) {
    const late = (error as Error).name === "TimeoutError";
    throw new Failure(
      "unprocessable",
      late ? "The service did not answer in 20 s." : (error as Error).message,
      {
        hint: "Try again, or test the connection under Connections.",
      },
    );
  }
}
