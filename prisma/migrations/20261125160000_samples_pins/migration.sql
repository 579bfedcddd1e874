-- CreateTable
CREATE TABLE "sample" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "trigger_type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "output" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pin" (
    "workflow_id" TEXT NOT NULL,
    "node_id" TEXT NOT NULL,
    "output" JSONB NOT NULL,
    "pinned_by" TEXT NOT NULL,
    "pinned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pin_pkey" PRIMARY KEY ("workflow_id","node_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sample_workspace_id_trigger_type_name_key" ON "sample"("workspace_id", "trigger_type", "name");

-- AddForeignKey
ALTER TABLE "sample" ADD CONSTRAINT "sample_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pin" ADD CONSTRAINT "pin_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;
