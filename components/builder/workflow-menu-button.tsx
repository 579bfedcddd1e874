"use client";
import { ChevronDown, Ellipsis } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "../ui/button";
import { useBuilder } from "./builder-context";

export function WorkflowMenuButton(props: Partial<ComponentProps<typeof Button>>) {
  const mayEdit = useBuilder((state) => state.mayEdit);
  const Icon = mayEdit ? ChevronDown : Ellipsis;
  return (
    <Button variant={mayEdit ? "primary" : "secondary"} aria-label="More about this workflow" {...props}>
      <Icon aria-hidden size={16} strokeWidth={1.5} />
    </Button>
  );
}
