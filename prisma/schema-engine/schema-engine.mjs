#!/usr/bin/env node
/**
 * The `schema-engine` executable that Prisma's command line would otherwise download: same arguments, same JSON-RPC over
 * stdin and stdout, on the WebAssembly build of the same commit. prisma.config.ts points the command line here.
 */
import { administer } from "./administer.mjs";
import { openEngine } from "./engine.mjs";
import { serve } from "./rpc.mjs";

const argv = process.argv.slice(2);
const valuesOf = (...names) => argv.flatMap((word, i) => (names.includes(word) ? [argv[i + 1]] : []));
const datasource = JSON.parse(valuesOf("--datasource")[0] ?? "{}");

const command = valuesOf("cli")[0];
if (command) {
  process.exitCode = await administer(command, datasource.url);
} else {
  let engine;
  await serve(process.stdin, process.stdout, () => {
    engine ??= openEngine({ datasource, schemaFiles: valuesOf("--datamodels", "-d") });
    return engine;
  });
  process.exit(0); // The engine's connection pool would keep the process alive.
}
