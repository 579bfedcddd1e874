-- AlterTable
ALTER TABLE "run" ADD COLUMN     "asks" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "on_trial" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "strikes" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "under_way" JSONB;

-- AlterTable
ALTER TABLE "step" ADD COLUMN     "question" JSONB;

-- By hand: what was under way stood in step rows so far. The next worker takes it for interrupted, as before.
UPDATE "run" SET "under_way" = coalesce((
  SELECT jsonb_object_agg(s."node_id", jsonb_build_object('attempt', s."attempts", 'startedAt', s."started_at"))
  FROM "step" s WHERE s."run_id" = "run"."id" AND s."status" = 'running'), '{}')
WHERE "status" = 'running';
