import { type CompilePattern, compilePattern } from "./compile-pattern";

/**
 * RE2 as Node has it: at once. package.json maps `#pattern-engine` to this file, and in a browser to fetched-pattern-engine.ts, since
 * 48 kB (gzipped) is a seventh of what opening the builder may cost, and few workflows have a pattern.
 */
export const patternEngine = (): CompilePattern | null => compilePattern;

/** Ends when patternEngine() is there; before anything is evaluated in a browser. True where somebody had asked for it in vain. */
export const loadPatternEngine = async (): Promise<boolean> => false;
