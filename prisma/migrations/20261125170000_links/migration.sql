-- CreateTable
CREATE TABLE "link_day" (
    "workspace_id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "page" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "machine" INTEGER NOT NULL,
    "untold" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT NOT NULL,
    "subject" TEXT,

    CONSTRAINT "link_day_pkey" PRIMARY KEY ("workspace_id","endpoint_id","day","page","source")
);

-- CreateTable
CREATE TABLE "link_late" (
    "event_id" TEXT NOT NULL,

    CONSTRAINT "link_late_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "link_progress" (
    "id" INTEGER NOT NULL,
    "counted_to" TEXT NOT NULL,
    "next_to" TEXT,
    "next_xid" BIGINT,

    CONSTRAINT "link_progress_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "link_day_day_idx" ON "link_day"("day");

-- By hand: ids compare byte by byte, and rows of today change often.
ALTER TABLE "link_late" ALTER COLUMN "event_id" TYPE TEXT COLLATE "C";
ALTER TABLE "link_progress" ALTER COLUMN "counted_to" TYPE TEXT COLLATE "C", ALTER COLUMN "next_to" TYPE TEXT COLLATE "C";
ALTER TABLE "link_day" SET (fillfactor = 70);
INSERT INTO "link_progress" ("id", "counted_to") VALUES (1, '');
