import * as engine from "./engine";
import { labelWithFormats } from "./format-chain";

/** What needs Liquid: reading and rendering, and the words for formats, which are filters of it. */
export type TemplateEngine = typeof engine & { labelWithFormats: typeof labelWithFormats };

const made: TemplateEngine = { ...engine, labelWithFormats };

/**
 * As Node has it: at once. package.json maps `#template-engine` to this file, and in a browser to fetched-template-engine.ts, since it is a
 * tenth of what opening the builder may cost and plain references (plain-pieces.ts) are read without it.
 */
export const templateEngine = (): TemplateEngine | null => made;

/** Ends when templateEngine() is there; before anything is rendered in a browser. True where somebody had asked for it in vain. */
export const loadTemplateEngine = async (): Promise<boolean> => false;
