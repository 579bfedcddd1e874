import { connectionOf } from "@/lib/catalogue/lookup";
import type { ConnectionRow } from "@/lib/db/connection-store";
import { parseAllowHosts } from "@/lib/outgoing/allow-hosts";
import { createGuardedFetch } from "@/lib/outgoing/guarded-fetch";
import { createResolveHost } from "@/lib/outgoing/resolve-host";
import type { Caller } from "../caller";
import { openConnection } from "./open-connection";

const TIMEOUT_MS = 20_000;

/** What a connection's own calls get: its values opened, and guarded ways out for 20 s. Null where its values are not complete. */
export function connectionContext(caller: Caller, row: ConnectionRow) {
  const parsed = connectionOf(row.integrationId)?.schema.safeParse(openConnection(caller.app.secrets, row));
  if (!parsed?.success) return null;
  const allowHosts = parseAllowHosts(caller.app.environment.allowHosts);
  return {
    connection: parsed.data,
    fetch: createGuardedFetch({ allowHosts }),
    resolveHost: createResolveHost({ allowHosts }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
}
