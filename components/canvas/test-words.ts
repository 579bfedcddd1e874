import {
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  Eye,
  Filter,
  History,
  type LucideIcon,
} from "lucide-react";
import type { TestMark } from "./canvas-props";

export const TEST_WORDS: Record<TestMark["state"], { word: string; Icon: LucideIcon }> = {
  passed: { word: "Passed", Icon: CircleCheck },
  failed: { word: "Failed", Icon: CircleX },
  filtered: { word: "Filtered", Icon: Filter },
  would_run: { word: "Dry run", Icon: Eye },
  sent: { word: "Sent", Icon: CircleCheck },
  would_wait: { word: "Not waited", Icon: Clock },
  skipped: { word: "Skipped", Icon: CircleDashed },
};
const OUT_OF_DATE = { word: "Test is out of date", Icon: History };

export const testWords = ({ state, stale }: TestMark) => (stale ? OUT_OF_DATE : TEST_WORDS[state]);
