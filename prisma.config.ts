import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's command line would download this executable; ours needs no network (docs/decisions/0003).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(
  import.meta.dirname,
  "prisma/schema-engine/schema-engine.mjs",
);

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://hookline:hookline@127.0.0.1:5432/hookline" },
});
