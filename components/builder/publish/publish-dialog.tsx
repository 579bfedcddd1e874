"use client";
import { useState } from "react";
import type { WebhookInfo } from "@/lib/contracts/workflows";
import { Dialog } from "../../ui/dialog";
import { useBuilder, useCommands } from "../builder-context";
import { PublishForm } from "./publish-form";
import { WebhookSetup } from "./webhook-setup";

interface Published {
  number: number;
  webhook: WebhookInfo | null;
}

/** First what would change, then, once it is live, what remains to be done at the provider. */
export function PublishDialog() {
  const { openDialog } = useCommands();
  const live = useBuilder((state) => state.facts.live);
  const [published, setPublished] = useState<Published | null>(null);
  const close = () => openDialog(null);
  const next = (live?.number ?? 0) + 1;
  const title = published ? `Version ${published.number} is live` : live ? `Publish v${next}` : "Publish";
  const description = published ? describeLive(published) : describeNext(live?.number);
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={title} description={description} size="lg">
      {published ? (
        <WebhookSetup webhook={published.webhook} onDone={close} />
      ) : (
        <PublishForm onPublished={setPublished} onCancel={close} />
      )}
    </Dialog>
  );
}

const describeNext = (live: number | undefined): string =>
  live === undefined
    ? "It starts to listen for events."
    : `It takes over from v${live}. Runs under way finish on the version they began with.`;

const describeLive = ({ webhook }: Published): string =>
  webhook?.lastEventAt
    ? "Events are arriving. Nothing else to do."
    : "One more thing: tell the service where to send its events.";
