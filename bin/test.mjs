/**
 * `npm test`: installs what is missing and runs everything: the checks, then unit and database tests, the build, chaos tests, and the journeys
 * in a real browser. Plain JavaScript without packages. It ends with what failed, and a line `N passed, N failed`; a check counts as one, and
 * so does the build.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./steps/browser.mjs";
import { checks } from "./steps/checks.mjs";
import { failedJourneys, failedTests } from "./steps/failures.mjs";
import { buildIfStale, prepare, root, run } from "./steps/prepare.mjs";

const RESULTS = "test-results";
const total = { passed: 0, failed: 0 };
const failures = [];

function add(name, passed, failed) {
  total.passed += passed;
  total.failed += failed;
  console.log(`\n${failed === 0 ? "✓" : "✗"} ${name}: ${passed} passed, ${failed} failed\n`);
}

const readReport = (file) =>
  existsSync(join(root, file)) ? JSON.parse(readFileSync(join(root, file), "utf8")) : null;

/** A run that ends badly with no failed test (a crash, no report at all) is itself a failure. */
function addReport(name, ended, { counts, failed: named }) {
  const [passed, failed] = counts ?? [0, 0];
  const isWhole = ended && counts;
  add(name, passed, isWhole ? failed : Math.max(1, failed));
  failures.push(...(isWhole || named.length > 0 ? named : [`${name} ended without saying what failed`]));
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
  addReport(`${project} tests`, ended, {
    counts: report && [
      report.numPassedTests,
      report.numFailedTests + (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0),
    ],
    failed: failedTests(report, root),
  });
}

/** Apart from the tests that need it: their time, each test's own, must not hold a whole build. False: there is none. */
function build() {
  try {
    buildIfStale();
    add("build", 1, 0);
    return true;
  } catch (error) {
    add("build", 0, 1);
    failures.push(error.message);
    return false;
  }
}

function browserTests() {
  const problem = ensureBrowser();
  if (problem !== null) {
    console.error(problem);
    failures.push(problem);
    return add("browser tests", 0, 1);
  }
  const ended = spawnSync("npx", ["playwright", "test"], { cwd: root, stdio: "inherit" }).status === 0;
  const report = readReport(`${RESULTS}/e2e.json`);
  addReport("browser tests", ended, {
    counts: report && [report.stats.expected, report.stats.unexpected + report.stats.flaky],
    failed: failedJourneys(report),
  });
}

process.chdir(root);
try {
  prepare();
  rmSync(join(root, RESULTS), { recursive: true, force: true });
  mkdirSync(join(root, RESULTS), { recursive: true });
  for (const { name, command, args } of checks) {
    console.log(`\n${name} …`);
    const passed = run(command, args);
    add(name, ...(passed ? [1, 0] : [0, 1]));
    if (!passed) failures.push(name);
  }
  for (const project of ["unit", "database"]) vitest(project);
  // Both start webs.
  if (build()) {
    vitest("chaos");
    browserTests();
  }
} catch (error) {
  console.error(error.message);
  failures.push(error.message);
  total.failed++;
}
if (failures.length > 0) console.log(`What failed:\n${failures.map((one) => `- ${one}`).join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
