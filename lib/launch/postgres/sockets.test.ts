import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { socketDirectory } from "./sockets";

const home = mkdtempSync(path.join(tmpdir(), "hookline-sockets-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const directoryIn = (place: string) => socketDirectory({ cluster: path.join(place, "postgres"), user: null });

test.skipIf(process.platform === "win32")("nobody else may enter the directory", () => {
  const directory = directoryIn(home);
  expect(directory).toBe(path.join(home, "sockets"));
  expect(statSync(directory as string).mode & 0o777).toBe(0o700);
});

test.each([
  ["too long for a socket", path.join(home, "a".repeat(80))],
  ["one that reads as two", path.join(home, "a,b")],
])("a path that is %s: TCP alone", (_, place) => {
  expect(directoryIn(place)).toBeNull();
});
