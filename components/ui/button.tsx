import { LoaderCircle } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md";
  /** Shows that work is under way, and takes no further press; the focus stays, as with `aria-disabled`. */
  loading?: boolean;
}

export function Button({
  variant = "secondary",
  size = "md",
  loading,
  className = "",
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const isWaiting = loading || rest["aria-disabled"] === true;
  return (
    <button
      type="button"
      {...rest}
      // A button that is `disabled` loses the focus, and whoever works by keyboard starts over at the top of the page.
      aria-disabled={isWaiting || undefined}
      onClick={isWaiting ? refuse : onClick}
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

/** Of a button that sends a form, too. */
const refuse = (event: MouseEvent) => event.preventDefault();
