import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  Clock,
  Filter,
  type LucideIcon,
  Pause,
} from "lucide-react";
import { Badge, type Tone } from "./badge";

/** Icon, word and color, never color alone. */
const STATUSES: Record<string, { label: string; tone: Tone; icon: LucideIcon }> = {
  pending: { label: "Pending", tone: "neutral", icon: CircleDashed },
  running: { label: "Running", tone: "brand", icon: CircleDot },
  waiting: { label: "Waiting", tone: "time", icon: Clock },
  asks: { label: "Needs an answer", tone: "warn", icon: CircleHelp },
  completed: { label: "Completed", tone: "success", icon: CircleCheck },
  failed: { label: "Failed", tone: "error", icon: CircleAlert },
  canceled: { label: "Canceled", tone: "neutral", icon: Ban },
  filtered: { label: "Filtered", tone: "neutral", icon: Filter },
  skipped: { label: "Skipped", tone: "neutral", icon: CircleDashed },
  interrupted: { label: "Interrupted", tone: "warn", icon: CircleAlert },
  routed: { label: "Routed", tone: "success", icon: CircleCheck },
  unmatched: { label: "No workflow listening", tone: "neutral", icon: CircleDashed },
  held: { label: "Held", tone: "warn", icon: Pause },
  duplicate: { label: "Duplicate", tone: "neutral", icon: CircleDashed },
  unreadable: { label: "Unreadable", tone: "warn", icon: CircleAlert },
  rejected: { label: "Rejected", tone: "error", icon: Ban },
};

export const statusLabel = (status: string): string => STATUSES[status]?.label ?? status;

/** `plain`: without its ground, for tables. */
export function StatusPill({ status, plain }: { status: string; plain?: boolean }) {
  const {
    label,
    tone,
    icon: Icon,
  } = STATUSES[status] ?? { label: status, tone: "neutral", icon: CircleDashed };
  return (
    <Badge tone={tone} plain={plain}>
      <Icon aria-hidden size={12} strokeWidth={2} />
      {label}
    </Badge>
  );
}
