import {
  CalendarClock,
  CircleHelp,
  Clock,
  Filter,
  Fingerprint,
  GitFork,
  Globe,
  Hash,
  type LucideIcon,
  Mail,
  MailCheck,
  MailOpen,
  MessageSquareText,
  MousePointerClick,
  OctagonX,
  PencilLine,
  Repeat,
  Split,
  UserCheck,
  Variable,
} from "lucide-react";
import type { NodeRole } from "@/lib/graph/descriptor";

/** The icons that nodes may name; importing them one by one keeps all others out of the bundle. */
const ICONS: Record<string, LucideIcon> = {
  "calendar-clock": CalendarClock,
  clock: Clock,
  filter: Filter,
  fingerprint: Fingerprint,
  "git-fork": GitFork,
  globe: Globe,
  hash: Hash,
  mail: Mail,
  "mail-check": MailCheck,
  "mail-open": MailOpen,
  "message-square-text": MessageSquareText,
  "mouse-pointer-click": MousePointerClick,
  "octagon-x": OctagonX,
  "pencil-line": PencilLine,
  repeat: Repeat,
  split: Split,
  "user-check": UserCheck,
  variable: Variable,
};
const PIXELS = { sm: 14, md: 16, lg: 20 } as const;

interface Props {
  icon: string;
  role?: NodeRole;
  size?: "sm" | "md" | "lg";
  /** Without its tile, in the color of the text around it. */
  bare?: boolean;
}

export function NodeIcon({ icon, role = "action", size = "md", bare }: Props) {
  const Icon = ICONS[icon] ?? CircleHelp;
  return (
    <span
      className="ui-node-icon"
      data-role={role}
      data-size={size}
      data-bare={bare || undefined}
      aria-hidden
    >
      <Icon size={bare ? 12 : PIXELS[size]} strokeWidth={1.75} />
    </span>
  );
}
