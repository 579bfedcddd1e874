"use client";
import type { ComponentProps } from "react";
import { useFieldControl } from "./field";

export function Input({ className = "", ...rest }: ComponentProps<"input">) {
  return <input {...useFieldControl()} {...rest} className={`ui-input ${className}`} />;
}
