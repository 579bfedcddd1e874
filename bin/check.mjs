/** `npm run check`: the fast inner loop. Stops at the first thing that is wrong. */
import { checks } from "./steps/checks.mjs";
import { prepare, run } from "./steps/prepare.mjs";

prepare();
const unit = { name: "Unit tests", command: "npx", args: ["vitest", "run", "--project", "unit"] };
for (const check of [...checks, unit]) {
  console.log(check.name);
  if (!run(check.command, check.args)) process.exit(1);
}
