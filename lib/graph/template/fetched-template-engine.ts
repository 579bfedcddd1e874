import type { TemplateEngine } from "./template-engine";

let engine: TemplateEngine | null = null;
let isMissed = false;

/** As a browser has it: null until loadTemplateEngine() has ended. The other side of template-engine.ts. */
export function templateEngine(): TemplateEngine | null {
  isMissed ||= engine === null;
  return engine;
}

/** Rejects when it cannot be fetched; asking again tries again. */
export async function loadTemplateEngine(): Promise<boolean> {
  if (engine === null) {
    const [read, { labelWithFormats }] = await Promise.all([import("./engine"), import("./format-chain")]);
    engine = { ...read, labelWithFormats };
  }
  return isMissed;
}
