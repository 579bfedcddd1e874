/** What failed, out of the reports of vitest and Playwright: said once more at the end, where nobody has to look for it. */
import { stripVTControlCharacters } from "node:util";

const firstLine = (text = "") => stripVTControlCharacters(text).split("\n", 1)[0];

/** Of vitest's JSON: tests, and files that could not be read or set up. `file`: from the root. */
export function failedTests(report, root) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(`${root}/`, "");
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0) return status === "failed" ? [`${file}: ${firstLine(message)}`] : [];
    return failed.map((test) => `${file}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
  });
}

/** Of Playwright's JSON: journeys that failed, or passed only when tried again. */
export function failedJourneys(report) {
  const inSuite = ({ suites = [], specs = [] }) => [
    ...specs.filter(({ ok }) => !ok).map(saidOf),
    ...suites.flatMap(inSuite),
  ];
  return inSuite(report ?? {});
}

function saidOf({ file, title, tests }) {
  const results = tests.flatMap((test) => test.results);
  return `e2e/${file}: ${title}: ${firstLine(results.find(({ error }) => error)?.error?.message)}`;
}
