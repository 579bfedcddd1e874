"use client";
import { ErrorState } from "@/components/ui/error-state";

/** A bug of ours; the server's log has it whole. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const shown = new Error(
    error.digest ? `Something went wrong on the server (${error.digest} in its log).` : error.message,
  );
  return <ErrorState error={shown} onRetry={reset} />;
}
