/** The checks of `npm run check` and `npm test`, fastest first. */
export const checks = [
  { name: "Format and lint", command: "npx", args: ["biome", "check", "--error-on-warnings", "."] },
  { name: "Types", command: "npx", args: ["tsc", "--noEmit", "-p", "tsconfig.check.json"] },
  { name: "Unused code", command: "npx", args: ["knip", "--no-config-hints"] },
  { name: "Spelling", command: "npx", args: ["cspell", "--no-progress", "--no-summary", "**"] },
];
