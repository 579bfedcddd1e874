import type { Metadata } from "next";
import Link from "next/link";
import { PageFrame } from "@/components/integrations/page-frame";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  const action = (
    <Link href="/workflows" className="ui-button" data-variant="primary">
      All workflows
    </Link>
  );
  return (
    <PageFrame>
      <EmptyState title="There is nothing here" action={action}>
        The address may be mistyped, or what stood here was deleted.
      </EmptyState>
    </PageFrame>
  );
}
