/** Loads the WebAssembly schema engine. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { createAdapterFactory, patchRowDescriptions } from "./adapter.mjs";

/** `prisma validate` and `diff` between files have no datasource; the engine wants an address all the same. */
const NO_DATABASE = "postgresql://nobody@127.0.0.1:1/none";

export async function openEngine({ datasource, schemaFiles }) {
  patchRowDescriptions();
  const { SchemaEngine } = await loadBindings();
  const datamodels = schemaFiles.map((path) => [path, readFileSync(path, "utf8")]);
  const factory = createAdapterFactory({
    address: datasource.url ?? NO_DATABASE,
    shadowAddress: datasource.shadowDatabaseUrl,
  });
  return SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    (line) => process.env.DEBUG && process.stderr.write(`${line}\n`),
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

async function loadBindings() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`${message}\n`) };
  const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings = await import(path);
  const code = readFileSync(path.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  return bindings;
}
