-- DropIndex
DROP INDEX "event_workspace_id_received_at_id_idx";

-- By hand: a run is updated twice in its life and a step once; with room on their page these updates touch no index.
ALTER TABLE "run" SET (fillfactor = 70);
ALTER TABLE "step" SET (fillfactor = 80);

-- By hand: whatever changes what an endpoint's deliveries start or how they are verified tells every process that keeps it in memory.
CREATE FUNCTION "tell_endpoint_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'endpoint' THEN
    PERFORM pg_notify('hookline_endpoint', coalesce(new.id, old.id));
  ELSE
    IF TG_OP <> 'INSERT' THEN PERFORM pg_notify('hookline_endpoint', old.endpoint_id); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM pg_notify('hookline_endpoint', new.endpoint_id); END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "endpoint_changed" AFTER DELETE OR UPDATE OF "generated_key", "pasted_key", "key_active_at", "freshness_seconds", "removed_at"
  ON "endpoint" FOR EACH ROW EXECUTE FUNCTION "tell_endpoint_changed"();
CREATE TRIGGER "subscription_changed" AFTER INSERT OR UPDATE OR DELETE
  ON "subscription" FOR EACH ROW EXECUTE FUNCTION "tell_endpoint_changed"();
