"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import type { JsonValue } from "@/lib/base/json";
import { Button } from "../../ui/button";
import { toast } from "../../ui/toast";
import { JsonView } from "../json-view";
import type { RunView } from "./use-run-view";

/** All that is in the item that one looks at, folded; and as JSON, to take along. */
export function WholeItem({ run: { iteration, chain } }: { run: RunView }) {
  // While the next item is on its way, the last one's is still there.
  if (iteration === null || iteration.key !== chain.at(-1)) return null;
  const value = iteration.value as JsonValue;
  return (
    <details key={iteration.key} className="border-b border-hairline px-5 py-3 text-[13px]">
      <summary className="cursor-pointer font-semibold">Everything in this item</summary>
      <div className="mt-3 flex flex-col items-start gap-3">
        <div className="w-full">
          <JsonView value={value} />
        </div>
        <CopyJson value={value} />
      </div>
    </details>
  );
}

function CopyJson({ value }: { value: JsonValue }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(value, null, 2));
      setCopied(true);
    } catch {
      toast.error("This browser gave the page no access to its clipboard.");
    }
  };
  return (
    <Button size="sm" onClick={copy}>
      {copied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
      <span aria-live="polite">{copied ? "Copied" : "Copy as JSON"}</span>
    </Button>
  );
}
