/** `npm test`: everything, on a fresh clone too. The last line is `N passed, N failed`; one check counts as one test. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checks } from "./steps/checks.mjs";
import { prepare, root, run } from "./steps/prepare.mjs";

prepare();
let passed = 0;
let failed = 0;
for (const check of checks) {
  console.log(`\n${check.name}`);
  if (run(check.command, check.args)) passed += 1;
  else failed += 1;
}

const report = join(root, "test-results/vitest.json");
rmSync(report, { force: true });
console.log("\nTests");
const ended = run("npx", [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
]);
try {
  const counts = JSON.parse(readFileSync(report, "utf8"));
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  // A file that does not load has failed without a failed test in it.
  if (!ended && counts.numFailedTests === 0) failed += 1;
} catch {
  failed += 1;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
