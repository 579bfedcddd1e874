/** Outputs that tests use instead of running a step. Callers have made sure that the workflow is of their workspace. */
import type { JsonObject } from "../base/json";
import type { Database } from "./database";
import type { Prisma } from "./generated/client";

export interface PinRow {
  nodeId: string;
  output: JsonObject;
  pinnedBy: string;
  pinnedAt: Date;
}

export function createPinStore({ prisma }: Database, workflowId: string) {
  return {
    list: async (): Promise<PinRow[]> =>
      (await prisma.pin.findMany({
        where: { workflowId },
        orderBy: { nodeId: "asc" },
      })) as unknown as PinRow[],

    async put({ nodeId, output, pinnedBy }: Omit<PinRow, "pinnedAt">): Promise<PinRow> {
      const data = { output: output as Prisma.InputJsonObject, pinnedBy, pinnedAt: new Date() };
      return (await prisma.pin.upsert({
        where: { workflowId_nodeId: { workflowId, nodeId } },
        create: { workflowId, nodeId, ...data },
        update: data,
      })) as unknown as PinRow;
    },

    async remove(nodeId: string): Promise<void> {
      await prisma.pin.deleteMany({ where: { workflowId, nodeId } });
    },
  };
}
