-- AlterTable
ALTER TABLE "workflow" ADD COLUMN "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- By hand: runs that need an answer are few among the many that wait.
CREATE INDEX "run_workspace_id_id_asks_idx" ON "run"("workspace_id", "id") WHERE "asks";
