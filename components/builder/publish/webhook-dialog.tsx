"use client";
import { getWebhook } from "@/lib/contracts/workflows";
import { useDoorQuery } from "../../api/use-door";
import { Dialog } from "../../ui/dialog";
import { Skeleton } from "../../ui/skeleton";
import { useBuilder, useCommands } from "../builder-context";
import { WebhookSetup } from "./webhook-setup";

export function WebhookDialog() {
  const { openDialog } = useCommands();
  const close = () => openDialog(null);
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title="Address and signing key" size="lg">
      <WebhookContent onDone={close} />
    </Dialog>
  );
}

function WebhookContent({ onDone }: { onDone: () => void }) {
  const workflowId = useBuilder((state) => state.facts.id);
  const { data, error } = useDoorQuery(getWebhook, { params: { workflowId } });
  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <Skeleton className="bd-version-skeleton" />;
  if (data.webhook) return <WebhookSetup webhook={data.webhook} onDone={onDone} />;
  return (
    <p className="bd-box bd-box-text">
      There is no address yet. Publish the workflow, or choose a connection on its trigger, and it appears
      here.
    </p>
  );
}
