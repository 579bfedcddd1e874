"use client";
import { createContext, type ReactNode, useContext, useId } from "react";

interface FieldState {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}
const FieldContext = createContext<FieldState | null>(null);

interface Props {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** At the right of the label. */
  aside?: ReactNode;
  children: ReactNode;
}

/** Label, control, hint and error; the control inside is tied to them by useFieldControl. */
export function Field({ label, hint, error, aside, children }: Props) {
  const id = useId();
  const noteId = `${id}-note`;
  const describedBy = hint || error ? noteId : undefined;
  return (
    <div className="ui-field">
      <div className="flex items-center justify-between gap-2">
        <label className="ui-field-label" htmlFor={id}>
          {label}
        </label>
        {aside}
      </div>
      <FieldContext value={{ id, describedBy, invalid: Boolean(error) }}>{children}</FieldContext>
      {(error || hint) && (
        <p
          id={noteId}
          className={error ? "ui-field-error" : "ui-field-hint"}
          role={error ? "alert" : undefined}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

/** Attributes for the control of the field around it; none outside of one. */
export function useFieldControl(): { id?: string; "aria-describedby"?: string; "aria-invalid"?: boolean } {
  const field = useContext(FieldContext);
  if (field === null) return {};
  return { id: field.id, "aria-describedby": field.describedBy, "aria-invalid": field.invalid || undefined };
}
