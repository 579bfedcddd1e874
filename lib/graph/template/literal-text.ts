import { quoted } from "./write-liquid";

/** Braces that would begin Liquid are written as texts in quotation marks. */
export const literalText = (text: string, liquidFollows: boolean): string =>
  text.replace(liquidFollows ? /\{(?=[{%]|$)/g : /\{(?=[{%])/g, `{{ ${quoted("{")} }}`);
