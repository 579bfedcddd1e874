-- By hand: the big tables become partitioned by the time in their ids; lib/db/partitions.ts makes and drops the weeks.

-- Ids are compared byte by byte: they sort by time in every locale, and faster.
ALTER TABLE "event" ALTER COLUMN "id" TYPE TEXT COLLATE "C";
ALTER TABLE "event_key" ALTER COLUMN "event_id" TYPE TEXT COLLATE "C";
ALTER TABLE "delivery" ALTER COLUMN "id" TYPE TEXT COLLATE "C", ALTER COLUMN "event_id" TYPE TEXT COLLATE "C";
ALTER TABLE "run" ALTER COLUMN "id" TYPE TEXT COLLATE "C", ALTER COLUMN "event_id" TYPE TEXT COLLATE "C";
ALTER TABLE "step" ALTER COLUMN "run_id" TYPE TEXT COLLATE "C";
ALTER TABLE "attempt" ALTER COLUMN "run_id" TYPE TEXT COLLATE "C";

-- A delivery and the event that it brought share their ids' second half; the two are found from each other without an index.
UPDATE "delivery" SET "id" = 'dlv_' || substr("event_id", 5) WHERE "event_id" IS NOT NULL AND "status" <> 'duplicate';

-- Only these are listed by status; a change between the others touches no index.
ALTER TABLE "run" ADD COLUMN "notable" TEXT GENERATED ALWAYS AS (CASE WHEN "status" IN ('waiting', 'failed', 'canceled') THEN "status" END) STORED;

DROP INDEX "delivery_workspace_id_received_at_id_idx";
DROP INDEX "delivery_event_id_idx";
DROP INDEX "event_workspace_id_type_received_at_idx";
DROP INDEX "event_endpoint_id_held_reason_idx";
DROP INDEX "event_key_received_at_idx";
DROP INDEX "run_workspace_id_created_at_id_idx";
DROP INDEX "run_workflow_id_created_at_id_idx";
DROP INDEX "run_event_id_idx";
DROP INDEX "run_event_id_workflow_version_id_key";

-- What is there stays where it is, as the partition of everything up to the end of the week after this one.
DO $$
DECLARE
  big RECORD;
  next_ms BIGINT := extract(epoch FROM date_trunc('week', now() AT TIME ZONE 'UTC') + interval '14 days')::BIGINT * 1000;
  next_text TEXT := '';
  filled BOOLEAN;
BEGIN
  FOR i IN 1..10 LOOP
    next_text := substr('0123456789abcdefghjkmnpqrstvwxyz', (next_ms % 32)::INT + 1, 1) || next_text;
    next_ms := next_ms / 32;
  END LOOP;
  FOR big IN SELECT * FROM (VALUES ('event', 'evt', 'id', '"id"'), ('delivery', 'dlv', 'id', '"id"'), ('run', 'run', 'id', '"id"'),
    ('step', 'run', 'run_id', '"run_id","node_id"'), ('attempt', 'run', 'run_id', '"run_id","node_id","number"')) AS t(name, prefix, key, primary_key)
  LOOP
    EXECUTE format('ALTER TABLE %I RENAME TO %I', big.name, big.name || '_first');
    EXECUTE format('ALTER TABLE %I RENAME CONSTRAINT %I TO %I', big.name || '_first', big.name || '_pkey', big.name || '_first_pkey');
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING GENERATED, CONSTRAINT %I PRIMARY KEY (%s)) PARTITION BY RANGE (%I)',
      big.name, big.name || '_first', big.name || '_pkey', big.primary_key, big.key);
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', big.name || '_first') INTO filled;
    IF filled THEN
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)',
        big.name, big.name || '_first', big.prefix || '_' || next_text);
    ELSE
      EXECUTE format('DROP TABLE %I', big.name || '_first');
    END IF;
    -- For an id of a time that no week was made for yet; otherwise empty.
    EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', big.name || '_else', big.name);
  END LOOP;
END $$;

-- CreateIndex
CREATE INDEX "event_workspace_id_type_id_idx" ON "event"("workspace_id", "type", "id");
-- By hand: few are held.
CREATE INDEX "event_workspace_id_id_idx" ON "event"("workspace_id", "id") WHERE "held_reason" IS NOT NULL;
CREATE INDEX "delivery_workspace_id_id_idx" ON "delivery"("workspace_id", "id");
CREATE INDEX "delivery_workspace_id_status_id_idx" ON "delivery"("workspace_id", "status", "id") WHERE "status" <> 'accepted';
CREATE INDEX "delivery_event_id_idx" ON "delivery"("event_id") WHERE "status" = 'duplicate';
CREATE INDEX "run_workspace_id_id_idx" ON "run"("workspace_id", "id");
CREATE INDEX "run_workflow_id_id_idx" ON "run"("workflow_id", "id");
CREATE INDEX "run_workspace_id_notable_id_idx" ON "run"("workspace_id", "notable", "id") WHERE "notable" IS NOT NULL;
CREATE INDEX "run_event_id_idx" ON "run"("event_id") WHERE "replay_of" IS NOT NULL;

-- By hand: two kilobytes for 128 pages, to find one person or one event's own id among millions without a page's worth of index for each row.
CREATE INDEX "event_person_id_idx" ON "event" USING BRIN ("person_id" text_bloom_ops(n_distinct_per_range = 1000, false_positive_rate = 0.001)) WITH (pages_per_range = 128, autosummarize = on);
CREATE INDEX "event_person_email_idx" ON "event" USING BRIN ("person_email" text_bloom_ops(n_distinct_per_range = 1000, false_positive_rate = 0.001)) WITH (pages_per_range = 128, autosummarize = on);
CREATE INDEX "event_external_event_id_idx" ON "event" USING BRIN ("external_event_id" text_bloom_ops(n_distinct_per_range = 1000, false_positive_rate = 0.001)) WITH (pages_per_range = 128, autosummarize = on);
CREATE INDEX "event_message_delivery_id_idx" ON "event" USING BRIN ("message_delivery_id" text_bloom_ops(n_distinct_per_range = 1000, false_positive_rate = 0.001)) WITH (pages_per_range = 128, autosummarize = on);
CREATE INDEX "run_person_id_idx" ON "run" USING BRIN ("person_id" text_bloom_ops(n_distinct_per_range = 1000, false_positive_rate = 0.001)) WITH (pages_per_range = 128, autosummarize = on);
CREATE INDEX "run_person_email_idx" ON "run" USING BRIN ("person_email" text_bloom_ops(n_distinct_per_range = 1000, false_positive_rate = 0.001)) WITH (pages_per_range = 128, autosummarize = on);
CREATE INDEX "event_key_received_at_idx" ON "event_key" USING BRIN ("received_at") WITH (autosummarize = on);
