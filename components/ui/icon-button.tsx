import type { ComponentProps } from "react";

/** A button that shows only an icon; `label` is its name and tooltip. */
export function IconButton({ label, className = "", ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={rest.title ?? label}
      className={`ui-icon-button ${className}`}
    />
  );
}
