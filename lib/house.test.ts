/** Enforces the plan of the rooms (ARCHITECTURE.md): who may import whom, names, and limits. Change the plan here and there first. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

interface Room {
  /** Folder; the longest that fits a file is its room. */
  path: string;
  /** Rooms that it may import, itself aside. */
  rooms: string[];
  /** Packages that it may import; `name/*` covers sub-paths and scopes. */
  packages: string[];
}

const UI_PACKAGES = [
  "react",
  "next/*",
  "@tanstack/*",
  "zustand",
  "zustand/*",
  "nuqs",
  "nuqs/*",
  "lexical",
  "@lexical/*",
  "fuse.js",
  "zod",
];
const UI_KIT = ["@base-ui/react/*", "lucide-react", "sonner", "next-themes"];

const ROOMS: Room[] = [
  { path: "lib/base", rooms: [], packages: ["zod"] },
  { path: "lib/conditions", rooms: ["lib/base"], packages: ["zod", "re2js"] },
  { path: "lib/graph", rooms: ["lib/base", "lib/conditions"], packages: ["zod", "liquidjs"] },
  { path: "lib/kit", rooms: ["lib/base", "lib/conditions"], packages: ["zod", "node:crypto"] },
  {
    path: "lib/integrations",
    rooms: ["lib/base", "lib/kit", "lib/conditions"],
    packages: ["zod", "node:crypto"],
  },
  {
    path: "lib/catalogue",
    rooms: ["lib/base", "lib/graph", "lib/conditions", "lib/kit", "lib/integrations"],
    packages: ["zod"],
  },
  { path: "lib/transform", rooms: ["lib/base"], packages: ["jsonata", "re2js", "node:*"] },
  { path: "lib/contracts", rooms: ["lib/base", "lib/graph", "lib/conditions"], packages: ["zod"] },
  {
    path: "lib/ingest",
    rooms: ["lib/base", "lib/graph", "lib/conditions", "lib/kit"],
    packages: ["node:crypto"],
  },
  {
    path: "lib/engine",
    rooms: ["lib/base", "lib/graph", "lib/conditions", "lib/kit"],
    packages: ["node:crypto"],
  },
  { path: "lib/outgoing", rooms: ["lib/base"], packages: ["undici", "node:*"] },
  {
    path: "lib/db",
    rooms: ["lib/base", "lib/graph", "lib/engine", "lib/ingest", "lib/kit"],
    packages: ["@prisma/*", "pg", "graphile-worker", "node:*"],
  },
  {
    path: "lib/server",
    rooms: [
      "lib/base",
      "lib/graph",
      "lib/conditions",
      "lib/kit",
      "lib/integrations",
      "lib/catalogue",
      "lib/contracts",
      "lib/ingest",
      "lib/engine",
      "lib/outgoing",
      "lib/transform",
      "lib/db",
    ],
    packages: ["zod", "next/*", "better-auth", "better-auth/*", "pino", "pg", "node:*"],
  },
  { path: "lib/cli", rooms: ["lib/base", "lib/contracts"], packages: ["node:*"] },
  {
    path: "lib/launch",
    rooms: ["lib/base", "lib/db", "lib/server"],
    packages: ["next", "httpxy", "pg", "node:*"],
  },
  { path: "components/ui", rooms: ["lib/base", "lib/graph"], packages: [...UI_PACKAGES, ...UI_KIT] },
  {
    path: "components/canvas",
    rooms: ["lib/base", "lib/conditions", "lib/graph", "lib/contracts", "components/ui"],
    packages: [
      "react",
      "@xyflow/react",
      "@xyflow/react/dist/base.css",
      "@dagrejs/dagre",
      "zustand",
      "lucide-react",
    ],
  },
  {
    path: "components",
    rooms: [
      "lib/base",
      "lib/graph",
      "lib/conditions",
      "lib/contracts",
      "lib/transform",
      "components/ui",
      "components/canvas",
    ],
    packages: [...UI_PACKAGES, ...UI_KIT],
  },
  {
    path: "app",
    rooms: ["lib/server", "lib/contracts", "lib/base", "components", "components/ui", "components/canvas"],
    packages: ["react", "next", "next/*", "geist/*"],
  },
];

/** Exceptions, each with its reason. The list only shrinks. */
const PACKAGE_EXCEPTIONS: Record<string, string[]> = {
  "lib/integrations/email/client.ts": ["nodemailer"], // SMTP cannot be spoken by fetch
};
const IMPORT_EXCEPTIONS: Record<string, string[]> = {
  "lib/server/failure.ts": [],
};

/** Files that are others in a browser. */
const IMPORTS: Record<string, { default: string }> = JSON.parse(
  readFileSync(path.join(root, "package.json"), "utf8"),
).imports;

const FORBIDDEN_NAMES = ["utils", "helpers", "common", "types", "services", "managers"];
const MAX_LINES = 300;
const MAX_TEST_LINES = 400;

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name === "generated" || entry.name === "fixtures" ? [] : filesIn(file);
    return /\.tsx?$/.test(entry.name) ? [file] : [];
  });
}
const files = ["lib", "components", "app"].flatMap(filesIn);
const isTest = (file: string) =>
  /\.test\.tsx?$/.test(file) || /\/test-(cluster|database|receiver)\.ts$|\.test-support\.ts$/.test(file);
const sources = files.filter((file) => !isTest(file));
const roomOf = (file: string): Room | undefined =>
  ROOMS.filter((room) => file.startsWith(`${room.path}/`)).sort((a, b) => b.path.length - a.path.length)[0];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g;
const importsOf = (file: string): string[] =>
  [...readFileSync(path.join(root, file), "utf8").matchAll(IMPORT)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? "",
  );

/** A path within the project, or null for a package. */
function target(file: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier in IMPORTS) return path.posix.normalize(IMPORTS[specifier]?.default ?? "");
  return specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : null;
}
const allows = (allowed: string[], name: string) =>
  allowed.some((entry) => (entry.endsWith("*") ? name.startsWith(entry.slice(0, -1)) : entry === name));

function offense(file: string, specifier: string): string | null {
  const room = roomOf(file);
  if (room === undefined) return `${file} is in no room`;
  const inner = target(file, specifier);
  if (inner === null) {
    const allowed = [...room.packages, ...(PACKAGE_EXCEPTIONS[file] ?? [])];
    return allows(allowed, specifier) ? null : `${file} may not import the package ${specifier}`;
  }
  const other = roomOf(`${inner}/`) ?? roomOf(inner);
  if (other === undefined || other === room || inner.endsWith(".css")) return null;
  return room.rooms.includes(other.path) || IMPORT_EXCEPTIONS[file]?.includes(other.path)
    ? null
    : `${file} may not import ${other.path} (${specifier})`;
}

test("rooms import only what the plan allows", () => {
  expect(
    sources.flatMap((file) => importsOf(file).flatMap((specifier) => offense(file, specifier) ?? [])),
  ).toEqual([]);
});

test("every folder of lib and components is a planned room", () => {
  const stray = sources.filter((file) => roomOf(file) === undefined && file !== "lib/house.test.ts");
  expect(stray).toEqual([]);
});

test("nothing that launch or worker reach imports server-only, which throws outside of Next.js", () => {
  expect(sources.filter((file) => importsOf(file).includes("server-only"))).toEqual([]);
});

test("only the canvas knows React Flow, and there its connection is an edge draft", () => {
  const users = sources.filter((file) => importsOf(file).includes("@xyflow/react"));
  expect(users.filter((file) => !file.startsWith("components/canvas/"))).toEqual([]);
  for (const file of users)
    expect(readFileSync(path.join(root, file), "utf8"), file).not.toMatch(
      /\btype Connection,[^"]*from "@xyflow\/react"/,
    );
});

test("Liquid has one parser", () => {
  expect(sources.filter((file) => importsOf(file).includes("liquidjs"))).toEqual([
    "lib/graph/template/engine.ts",
  ]);
});

test("addresses are read by lib/base/parse-url, which says why", () => {
  const users = files.filter((file) => /\bURL\.canParse\(/.test(readFileSync(path.join(root, file), "utf8")));
  expect(users).toEqual([]);
});

describe("names", () => {
  test("are kebab-case", () => {
    const odd = files.filter(
      (file) =>
        !file
          .split("/")
          .every((part) =>
            /^(\[[\w.]+\]|\([a-z]+\)|[a-z0-9][a-z0-9.-]*)$/.test(part.replace(/\.tsx?$/, "")),
          ) && !/\[/.test(file),
    );
    expect(odd).toEqual([]);
  });
  test("say whose noun it is", () => {
    expect(
      files.filter((file) =>
        file.split("/").some((part) => FORBIDDEN_NAMES.includes(part.replace(/\.tsx?$/, ""))),
      ),
    ).toEqual([]);
  });
  test("are exported by name, but where Next.js or a lazy import wants a default", () => {
    const lazy = ["components/builder/inspector/token-editor.tsx"];
    const odd = sources.filter(
      (file) =>
        !file.startsWith("app/") &&
        !lazy.includes(file) &&
        /^export default/m.test(readFileSync(path.join(root, file), "utf8")),
    );
    expect(odd).toEqual([]);
  });
});

test(`no file is longer than ${MAX_LINES} lines`, () => {
  const long = files.flatMap((file) => {
    const lines = readFileSync(path.join(root, file), "utf8").split("\n").length - 1;
    return lines > (isTest(file) ? MAX_TEST_LINES : MAX_LINES) ? [`${file}: ${lines}`] : [];
  });
  expect(long).toEqual([]);
});

test("a class is styled in one folder; primitives (ui-) and React Flow's may be adapted elsewhere", () => {
  const foldersOf = new Map<string, Set<string>>();
  const sheets = ["components", "app"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".css"))
      .map((name) => path.posix.join(folder, name)),
  );
  for (const sheet of sheets)
    for (const [, name = ""] of readFileSync(path.join(root, sheet), "utf8").matchAll(
      /^\.([a-z]+-[a-z0-9-]+)/gm,
    )) {
      if (/^(ui|react-flow)/.test(name)) continue;
      foldersOf.set(name, (foldersOf.get(name) ?? new Set()).add(path.posix.dirname(sheet)));
    }
  expect([...foldersOf].filter(([, folders]) => folders.size > 1).map(([name]) => name)).toEqual([]);
});

test("route files are doors: no logic of their own", () => {
  const routes = sources.filter((file) => file.startsWith("app/") && file.endsWith("/route.ts"));
  expect(
    routes.filter((file) => readFileSync(path.join(root, file), "utf8").split("\n").length > 20),
  ).toEqual([]);
});
