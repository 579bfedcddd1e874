"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { callDoor } from "@/lib/contracts/call";
import { createWorkflow } from "@/lib/contracts/workflows";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";

/**
 * Makes a workflow and goes to its builder. Done here, in the browser, and not while the page is fetched: a prefetched link must not
 * leave empty workflows behind.
 */
export function NewWorkflow({ triggerType }: { triggerType: string | undefined }) {
  const router = useRouter();
  const begun = useRef(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const create = useCallback(() => {
    setFailure(null);
    callDoor(createWorkflow, { body: triggerType === undefined ? {} : { triggerType } }).then(
      ({ id }) => router.replace(`/workflows/${id}`),
      setFailure,
    );
  }, [router, triggerType]);
  useEffect(() => {
    // React runs effects twice while developing; one workflow is enough.
    if (begun.current) return;
    begun.current = true;
    create();
  }, [create]);
  if (failure) return <ErrorState error={failure} onRetry={create} />;
  return <Skeleton className="h-screen" />;
}
