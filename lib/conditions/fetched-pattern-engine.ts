import type { CompilePattern } from "./compile-pattern";

let engine: CompilePattern | null = null;
let isMissed = false;

/** RE2 as a browser has it: null until loadPatternEngine() has ended. The other side of pattern-engine.ts. */
export function patternEngine(): CompilePattern | null {
  isMissed ||= engine === null;
  return engine;
}

/** Rejects when it cannot be fetched; asking again tries again. */
export async function loadPatternEngine(): Promise<boolean> {
  engine ??= (await import("./compile-pattern")).compilePattern;
  return isMissed;
}
