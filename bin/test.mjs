/**
 * `npm test`: installs what is missing and runs everything: the checks, then unit, database and chaos tests, then the journeys in a real
 * browser. Plain JavaScript without packages. Its last line is `N passed, N failed`; a check counts as one.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./steps/browser.mjs";
import { checks } from "./steps/checks.mjs";
import { buildIfStale, prepare, root, run } from "./steps/prepare.mjs";

const RESULTS = "test-results";
const total = { passed: 0, failed: 0 };

function add(name, passed, failed) {
  total.passed += passed;
  total.failed += failed;
  console.log(`\n${failed === 0 ? "✓" : "✗"} ${name}: ${passed} passed, ${failed} failed\n`);
}

const readReport = (file) =>
  existsSync(join(root, file)) ? JSON.parse(readFileSync(join(root, file), "utf8")) : null;

/** A run that ends badly with no failed test (a crash, no report at all) is itself a failure. */
function addReport(name, ended, counts) {
  const [passed, failed] = counts ?? [0, 0];
  add(name, passed, ended && counts ? failed : Math.max(1, failed));
}

function vitest(project) {
  const file = `${RESULTS}/${project}.json`;
  const ended = run("npx", [
    "vitest",
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  addReport(
    `${project} tests`,
    ended,
    report && [
      report.numPassedTests,
      report.numFailedTests + (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0),
    ],
  );
}

function browserTests() {
  const problem = ensureBrowser();
  if (problem !== null) {
    console.error(problem);
    return add("browser tests", 0, 1);
  }
  buildIfStale();
  const ended = spawnSync("npx", ["playwright", "test"], { cwd: root, stdio: "inherit" }).status === 0;
  const report = readReport(`${RESULTS}/e2e.json`);
  addReport(
    "browser tests",
    ended,
    report && [report.stats.expected, report.stats.unexpected + report.stats.flaky],
  );
}

process.chdir(root);
try {
  prepare();
  rmSync(join(root, RESULTS), { recursive: true, force: true });
  mkdirSync(join(root, RESULTS), { recursive: true });
  for (const { name, command, args } of checks) {
    console.log(`\n${name} …`);
    add(name, ...(run(command, args) ? [1, 0] : [0, 1]));
  }
  for (const project of ["unit", "database", "chaos"]) vitest(project);
  browserTests();
} catch (error) {
  console.error(error.message);
  total.failed++;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
