import type { ReactNode } from "react";

export type Tone = "neutral" | "success" | "error" | "warn" | "brand" | "time";

interface Props {
  tone?: Tone;
  /** Without its ground. */
  plain?: boolean;
  children: ReactNode;
}

export const Badge = ({ tone = "neutral", plain, children }: Props) => (
  <span className="ui-badge" data-tone={tone} data-plain={plain || undefined}>
    {children}
  </span>
);
