import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { readEnvironment } from "./environment";

const given = {
  DATABASE_URL: "postgresql://127.0.0.1/hookline",
  HOOKLINE_SECRET: randomBytes(32).toString("base64"),
};

test("a variable that is empty is one that is not set", () => {
  const { secret, ...read } = readEnvironment({
    ...given,
    HOOKLINE_URL: "",
    HOOKLINE_API_KEY: "",
    HOOKLINE_ALLOW_HOSTS: "",
    HOOKLINE_LOG_LEVEL: "",
  });
  expect(secret).toHaveLength(32);
  expect(read).toMatchObject({
    origin: "http://127.0.0.1:3000",
    apiKey: null,
    allowHosts: "",
    logLevel: "info",
  });
});

test("sessions are taken where DATABASE_URL leads, unless told otherwise", () => {
  const direct = "postgresql://127.0.0.1:5433/hookline";
  expect(readEnvironment({ ...given, DATABASE_DIRECT_URL: "" }).directDatabaseUrl).toBe(given.DATABASE_URL);
  expect(readEnvironment({ ...given, DATABASE_DIRECT_URL: direct })).toMatchObject({
    databaseUrl: given.DATABASE_URL,
    directDatabaseUrl: direct,
  });
});

test("what is missing or wrong is named", () => {
  expect(() => readEnvironment({ ...given, DATABASE_URL: "", HOOKLINE_SECRET: "AAAA" })).toThrow(
    /DATABASE_URL[\s\S]*HOOKLINE_SECRET: 32 bytes/,
  );
});
