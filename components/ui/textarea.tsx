"use client";
import type { ComponentProps } from "react";
import { useFieldControl } from "./field";

export function Textarea({ className = "", ...rest }: ComponentProps<"textarea">) {
  return <textarea {...useFieldControl()} {...rest} className={`ui-input ${className}`} />;
}
