import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md";
  /** Shows that work is under way, and takes no further press. */
  loading?: boolean;
}

export function Button({
  variant = "secondary",
  size = "md",
  loading,
  className = "",
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || loading}
      aria-busy={loading || undefined}
      className={`ui-button ${className}`}
      data-variant={variant}
      data-size={size}
    >
      {loading && <LoaderCircle aria-hidden size={14} className="animate-spin" />}
      {children}
    </button>
  );
}
