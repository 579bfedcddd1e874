"use client";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "../ui/button";

export function WorkflowMenuButton(props: Partial<ComponentProps<typeof Button>>) {
  return (
    <Button variant="primary" aria-label="More about this workflow" {...props}>
      <ChevronDown aria-hidden size={16} strokeWidth={1.5} />
    </Button>
  );
}
