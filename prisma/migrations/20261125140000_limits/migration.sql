-- CreateTable
CREATE TABLE "run_backlog" (
    "id" BIGSERIAL NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "run_ids" TEXT[],
    "keyed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "run_backlog_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "run_backlog_workflow_id_id_idx" ON "run_backlog"("workflow_id", "id");

-- By hand: rows come and go; what is left of them must not slow down the search for the first one.
ALTER TABLE "run_backlog" SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000);

-- CreateTable
CREATE TABLE "rate_turn" (
    "key" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_turn_pkey" PRIMARY KEY ("key")
);

-- By hand: a few rows that change often; with room on their page these updates touch no index.
ALTER TABLE "rate_turn" SET (fillfactor = 50);

-- CreateTable
CREATE TABLE "run_place" (
    "workflow_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "run_id" TEXT NOT NULL,

    CONSTRAINT "run_place_pkey" PRIMARY KEY ("workflow_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "run_place_run_id_key" ON "run_place"("run_id");
