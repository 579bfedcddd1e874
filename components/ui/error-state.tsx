"use client";
import { Button } from "./button";

/** What went wrong, in words, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  return (
    <div className="ui-empty" role="alert">
      <h2>This could not be loaded</h2>
      <p>{error.message}</p>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}
