import type { CompilePattern } from "./compile-pattern";

let engine: CompilePattern | null = null;

/** RE2 as a browser has it: null until loadPatternEngine() has ended. The other side of pattern-engine.ts. */
export const patternEngine = (): CompilePattern | null => engine;

/** Rejects when it cannot be fetched; asking again tries again. */
export async function loadPatternEngine(): Promise<void> {
  engine ??= (await import("./compile-pattern")).compilePattern;
}
