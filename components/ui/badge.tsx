import type { ReactNode } from "react";

export type Tone = "neutral" | "success" | "error" | "warn" | "brand" | "time";

export const Badge = ({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) => (
  <span className="ui-badge" data-tone={tone}>
    {children}
  </span>
);
