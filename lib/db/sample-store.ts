/** Trigger outputs that people kept under a name. */
import { newId } from "../base/ids";
import type { JsonObject } from "../base/json";
import type { Database } from "./database";
import type { Prisma } from "./generated/client";

export interface SampleRow {
  id: string;
  triggerType: string;
  name: string;
  output: JsonObject;
  createdBy: string;
  updatedAt: Date;
}
export interface NewSample {
  triggerType: string;
  name: string;
  output: JsonObject;
  createdBy: string;
}
export interface SampleChange {
  name?: string;
  output?: JsonObject;
}

const asRow = (row: unknown) => row as SampleRow;
const asJson = (output: JsonObject) => output as Prisma.InputJsonObject;

export function createSampleStore({ prisma }: Database, workspaceId: string) {
  return {
    /** By name. */
    list: async (triggerType: string): Promise<SampleRow[]> =>
      (await prisma.sample.findMany({ where: { workspaceId, triggerType }, orderBy: { name: "asc" } })).map(
        asRow,
      ),

    async find(id: string): Promise<SampleRow | null> {
      const row = await prisma.sample.findFirst({ where: { id, workspaceId } });
      return row === null ? null : asRow(row);
    },

    count: (triggerType: string): Promise<number> =>
      prisma.sample.count({ where: { workspaceId, triggerType } }),

    /** Null where the name is taken. */
    create: ({ output, ...sample }: NewSample): Promise<SampleRow | null> =>
      unlessTaken(async () =>
        asRow(
          await prisma.sample.create({
            data: { id: newId("smp"), workspaceId, ...sample, output: asJson(output) },
          }),
        ),
      ),

    /** Null where the name is taken. A sample that is gone stays so. */
    change: (id: string, { name, output }: SampleChange): Promise<{ count: number } | null> =>
      unlessTaken(() =>
        prisma.sample.updateMany({
          where: { id, workspaceId },
          data: {
            ...(name === undefined ? {} : { name }),
            ...(output === undefined ? {} : { output: asJson(output) }),
          },
        }),
      ),

    async remove(id: string): Promise<void> {
      await prisma.sample.deleteMany({ where: { id, workspaceId } });
    },
  };
}

/** Prisma's code for a unique index that refused. */
const TAKEN = "P2002";

async function unlessTaken<T>(write: () => Promise<T>): Promise<T | null> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === TAKEN) return null;
    throw error;
  }
}
