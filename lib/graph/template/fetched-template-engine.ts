import type { TemplateEngine } from "./template-engine";

let engine: TemplateEngine | null = null;

/** As a browser has it: null until loadTemplateEngine() has ended. The other side of template-engine.ts. */
export const templateEngine = (): TemplateEngine | null => engine;

/** Rejects when it cannot be fetched; asking again tries again. */
export async function loadTemplateEngine(): Promise<void> {
  if (engine !== null) return;
  const [read, { labelWithFormats }] = await Promise.all([import("./engine"), import("./format-chain")]);
  engine = { ...read, labelWithFormats };
}
