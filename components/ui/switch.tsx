"use client";
import { useFieldControl } from "./field";

interface Props {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  "aria-label"?: string;
}

export function Switch({ checked, onCheckedChange, ...rest }: Props) {
  return (
    <button
      {...useFieldControl()}
      {...rest}
      type="button"
      role="switch"
      aria-checked={checked}
      className="ui-switch"
      onClick={() => onCheckedChange(!checked)}
    />
  );
}
