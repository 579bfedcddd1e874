/** Connections, and the endpoint that comes with those of a service that sends webhooks. */
import type { JsonObject } from "../base/json";
import type { Database } from "./database";
import type { Prisma } from "./generated/client";

export interface EndpointRow {
  id: string;
  integrationId: string;
  connectionId: string | null;
  generatedKey: string;
  pastedKey: string | null;
  keyActiveAt: Date | null;
  lastEventAt: Date | null;
  freshnessSeconds: number;
}
export interface ConnectionRow {
  id: string;
  integrationId: string;
  name: string;
  secrets: string | null;
  settings: JsonObject;
  createdAt: Date;
  lastTestedAt: Date | null;
  lastTestOk: boolean | null;
  lastTestMessage: string | null;
  endpoint: EndpointRow | null;
}
export interface EndpointHistory {
  deliveries: number;
  verified: number;
  held: number;
  clicks: number;
  withMachine: number;
}

const asRow = (row: unknown) => row as ConnectionRow;
const asJson = (value: JsonObject) => value as Prisma.InputJsonObject;

export async function readStoredConnection(
  { prisma }: Database,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
): Promise<{ integrationId: string; settings: unknown; secrets: string | null } | null> {
  return prisma.connection.findFirst({
    where: { id: connectionId, workspaceId },
    select: { integrationId: true, settings: true, secrets: true },
  });
}

export function createConnectionStore({ prisma, pool }: Database, workspaceId: string) {
  const include = { endpoint: true } as const;
  return {
    async list(): Promise<ConnectionRow[]> {
      return (
        await prisma.connection.findMany({ where: { workspaceId }, include, orderBy: { createdAt: "asc" } })
      ).map(asRow);
    },
    async find(id: string): Promise<ConnectionRow | null> {
      const row = await prisma.connection.findFirst({ where: { id, workspaceId }, include });
      return row === null ? null : asRow(row);
    },
    /** The oldest connection of an integration: the one that a workflow without a choice of its own uses. */
    async firstOf(integrationId: string): Promise<ConnectionRow | null> {
      const row = await prisma.connection.findFirst({
        where: { workspaceId, integrationId },
        include,
        orderBy: { createdAt: "asc" },
      });
      return row === null ? null : asRow(row);
    },
    async create(entry: {
      id: string;
      integrationId: string;
      name: string;
      settings: JsonObject;
      secrets: string | null;
      endpoint: { id: string; generatedKey: string } | null;
    }): Promise<ConnectionRow> {
      const { endpoint, settings, ...connection } = entry;
      const row = await prisma.connection.create({
        data: {
          ...connection,
          workspaceId,
          settings: asJson(settings),
          ...(endpoint === null
            ? {}
            : { endpoint: { create: { ...endpoint, workspaceId, integrationId: entry.integrationId } } }),
        },
        include,
      });
      return asRow(row);
    },
    async update(
      id: string,
      change: { name?: string; settings?: JsonObject; secrets?: string | null },
    ): Promise<void> {
      const { settings, ...rest } = change;
      await prisma.connection.updateMany({
        where: { id, workspaceId },
        data: { ...rest, ...(settings === undefined ? {} : { settings: asJson(settings) }) },
      });
    },
    async setFreshness(id: string, freshnessSeconds: number): Promise<void> {
      await prisma.endpoint.updateMany({
        where: { connectionId: id, workspaceId },
        data: { freshnessSeconds },
      });
    },
    async setTest(id: string, test: { ok: boolean; message: string; at: Date }): Promise<void> {
      await prisma.connection.updateMany({
        where: { id, workspaceId },
        data: { lastTestedAt: test.at, lastTestOk: test.ok, lastTestMessage: test.message },
      });
    },
    /** The endpoint outlives it, so that late calls are answered. */
    async remove(id: string): Promise<void> {
      await prisma.$transaction([
        prisma.endpoint.updateMany({
          where: { connectionId: id, workspaceId },
          data: { removedAt: new Date() },
        }),
        prisma.connection.deleteMany({ where: { id, workspaceId } }),
      ]);
    },
    pasteKey: (endpointId: string, sealed: string) => pasteKey(prisma, { workspaceId, endpointId, sealed }),
    usage: () => usageOf(pool, workspaceId),
    history: (endpointId: string) => historyOf(pool, endpointId),
  };
}

async function pasteKey(
  prisma: Database["prisma"],
  key: { workspaceId: string; endpointId: string; sealed: string },
): Promise<void> {
  await prisma.endpoint.updateMany({
    where: { id: key.endpointId, workspaceId: key.workspaceId },
    data: { pastedKey: key.sealed, keyActiveAt: new Date() },
  });
}

/** Names of the live or drafted workflows that use a connection, by its id. */
async function usageOf(
  pool: Database["pool"],
  workspaceId: string,
): Promise<Map<string, { workflowId: string; name: string }[]>> {
  const { rows } = await pool.query<{ id: string; workflow_id: string; name: string }>(USAGE, [workspaceId]);
  const usage = new Map<string, { workflowId: string; name: string }[]>();
  for (const { id, workflow_id: workflowId, name } of rows)
    usage.set(id, [...(usage.get(id) ?? []), { workflowId, name }]);
  return usage;
}

async function historyOf(pool: Database["pool"], endpointId: string): Promise<EndpointHistory> {
  const { rows } = await pool.query<EndpointHistory>(HISTORY, [endpointId]);
  return rows[0] ?? { deliveries: 0, verified: 0, held: 0, clicks: 0, withMachine: 0 };
}

const USAGE = `
select distinct e.connection_id as id, w.id as workflow_id, w.name
from subscription s join endpoint e on e.id = s.endpoint_id join workflow w on w.id = s.workflow_id
where w.workspace_id = $1 and e.connection_id is not null and w.archived_at is null
union
select distinct node->>'connectionId', w.id, w.name
from workflow w, jsonb_array_elements(w.draft->'nodes') node
where w.workspace_id = $1 and node ? 'connectionId' and w.archived_at is null
order by 3`;

/* Existence rather than counts: an inbox may hold millions. */
const HISTORY = `
select
  (select count(*)::int from (select 1 from delivery where endpoint_id = $1 limit 1) x) as deliveries,
  (select count(*)::int from (select 1 from event where endpoint_id = $1 and held_reason is distinct from 'no_signing_key' limit 1) x)
    as verified,
  (select count(*)::int from event where endpoint_id = $1 and held_reason = 'no_signing_key') as held,
  (select count(*)::int from (select 1 from event where endpoint_id = $1 and type = 'email_clicked' limit 1) x) as clicks,
  (select count(*)::int from (select 1 from event where endpoint_id = $1 and type = 'email_clicked'
    and payload->'data' ? 'machine' limit 1) x) as "withMachine"`;
