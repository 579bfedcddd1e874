/** Where things stand: tidy, align, distribute. */
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  ArrowDownRight,
  type LucideIcon,
  Workflow,
} from "lucide-react";
import type { Alignment } from "../../canvas/canvas-props";
import type { Command, Now } from "./command";

const idsOf = ({ steps, notes }: Now): string[] => [...steps, ...notes].map(({ id }) => id);

interface Aligning {
  how: Alignment;
  name: string;
  key: string;
  Icon: LucideIcon;
}

const ALIGNMENTS: readonly Aligning[] = [
  { how: "left", name: "Align left", key: "Alt+A", Icon: AlignStartVertical },
  { how: "center", name: "Align centers", key: "Alt+H", Icon: AlignCenterVertical },
  { how: "right", name: "Align right", key: "Alt+D", Icon: AlignEndVertical },
  { how: "top", name: "Align top", key: "Alt+W", Icon: AlignStartHorizontal },
  { how: "middle", name: "Align middles", key: "Alt+V", Icon: AlignCenterHorizontal },
  { how: "bottom", name: "Align bottom", key: "Alt+S", Icon: AlignEndHorizontal },
  {
    how: "across",
    name: "Distribute across",
    key: "Alt+Shift+H",
    Icon: AlignHorizontalDistributeCenter,
  },
  { how: "down", name: "Distribute down", key: "Alt+Shift+V", Icon: AlignVerticalDistributeCenter },
];

/** Distributing needs something between the ends. */
const LEAST: Partial<Record<Alignment, number>> = { across: 3, down: 3 };

const alignCommand = ({ how, name, key, Icon }: Aligning): Command => ({
  id: `align-${how}`,
  name,
  group: "Arrange",
  Icon,
  keys: [key],
  needsCanvas: true,
  words: "line up order space evenly",
  fits: (now) => now.editing && idsOf(now).length >= (LEAST[how] ?? 2),
  run: (now) => now.scene.canvas.current?.align(how, idsOf(now)),
});

export const arrangeCommands: readonly Command[] = [
  {
    id: "tidy",
    name: ({ steps }) => (steps.length > 1 ? `Tidy up ${steps.length} steps` : "Tidy up"),
    group: "Arrange",
    Icon: Workflow,
    keys: ["Shift+T"],
    needsCanvas: true,
    words: "layout auto arrange clean",
    fits: ({ editing, document }) => editing && document.nodes.length > 1,
    run: ({ scene, steps }) =>
      scene.canvas.current?.tidy(steps.length > 1 ? steps.map(({ id }) => id) : undefined),
  },
  {
    id: "turn",
    name: ({ document }) =>
      document.direction === "down" ? "Lay out from left to right" : "Lay out from top to bottom",
    group: "Arrange",
    Icon: ArrowDownRight,
    words: "direction vertical horizontal orientation top-down",
    needsCanvas: true,
    fits: ({ editing, document }) => editing && document.nodes.length > 0,
    run: ({ scene, document }) =>
      scene.canvas.current?.turn(document.direction === "down" ? "right" : "down"),
  },
  ...ALIGNMENTS.map(alignCommand),
];
