-- CreateTable
CREATE TABLE "once_claim" (
    "workflow_id" TEXT NOT NULL,
    "key" BYTEA NOT NULL,
    "run_id" TEXT NOT NULL,
    "node_id" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "earlier" TEXT[] DEFAULT ARRAY[]::TEXT[],
    CONSTRAINT "once_claim_pkey" PRIMARY KEY ("workflow_id","key")
);
CREATE INDEX "once_claim_until_idx" ON "once_claim"("until");
