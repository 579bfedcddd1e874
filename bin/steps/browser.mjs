/** A Chromium for the journeys: one that is there, else the system's package where we may install it. Null, or what to do. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const KNOWN = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** Undefined where there is none but perhaps Playwright's own. */
export const browserPath = () => [process.env.PW_CHROMIUM, ...KNOWN].find((path) => path && existsSync(path));
const found = () => browserPath() !== undefined;

export function ensureBrowser() {
  if (found()) return null;
  const mayInstall =
    process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (mayInstall) {
    console.log("Installing Chromium …");
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      stdio: "inherit",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (found()) return null;
  }
  return "The browser tests need Chromium. Install it (on Debian: apt-get install chromium) or set PW_CHROMIUM to its path.";
}
