/** Requests that a hook has to survive. Each is {kind, bytes, breaks, timeoutMs?, pauseMs?}; `breaks`: the connection is no good after it. */
import { clickBody, signature } from "./click.mjs";

const LIMIT_BYTES = 1024 * 1024;
const SHORT_MS = 300;

/** A small seeded generator of randomness (mulberry32), as dice to throw. */
export function newDice(seed) {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end) => Math.floor(unit() * end);
  return {
    below,
    pick: (list) => list[below(list.length)],
    chance: (share) => unit() < share,
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  };
}

const ODD_TEXTS = [
  "",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u202eabc",
  "e\u0301".repeat(50),
  "👩‍👩‍👧‍👦",
  "\ufeff",
  "\uffff",
  "__proto__",
  "constructor",
  "{{ trigger.href }}",
  "'; drop table events; --",
  "%00%ff",
  "x".repeat(5000),
  "javascript:alert(1)",
  "http://[::1",
  "null",
];
const ODD_NUMBERS = [
  "1e999",
  "-1e999",
  "9007199254740993",
  "1e-400",
  "-0",
  "9".repeat(400),
  "0.1e+308",
  "253402300800000",
];
const FIELDS = ["event_id", "object_type", "metric", "timestamp", "data"];
const DATA_FIELDS = ["customer_id", "identifiers", "recipient", "subject", "href", "link_id", "delivery_id"];

/** JSON text of some value. */
function oddValue(dice, depth = 0) {
  const simple = [
    () => JSON.stringify(dice.pick(ODD_TEXTS)),
    () => dice.pick(ODD_NUMBERS),
    () => dice.pick(["null", "true", "false", "[]", "{}", String(dice.below(2 ** 31))]),
  ];
  if (depth > 3 || dice.chance(0.6)) return dice.pick(simple)();
  const length = dice.below(5);
  if (dice.chance(0.5)) return `[${Array.from({ length }, () => oddValue(dice, depth + 1)).join(",")}]`;
  const members = Array.from(
    { length },
    () => `${JSON.stringify(dice.pick([...ODD_TEXTS, ...FIELDS]))}:${oddValue(dice, depth + 1)}`,
  );
  return `{${members.join(",")}}`;
}

/** A proper click in which one to three fields hold something else, or are gone. */
function spoiledClick(dice, number) {
  const click = JSON.parse(clickBody(`01FUZZ-${number}`));
  const marks = [];
  for (let times = 1 + dice.below(3); times > 0; times--) {
    const [owner, name] = dice.chance(0.5)
      ? [click, dice.pick(FIELDS)]
      : [click.data, dice.pick(DATA_FIELDS)];
    if (typeof owner !== "object" || owner === null) continue;
    if (dice.chance(0.3)) delete owner[name];
    else {
      owner[name] = `mark-${marks.length}`;
      marks.push(oddValue(dice));
    }
  }
  return JSON.stringify(click).replace(/"mark-(\d)"/g, (_, index) => marks[Number(index)]);
}

const BODIES = {
  "random bytes": (dice) => dice.bytes(dice.below(600)),
  "odd JSON": (dice) => oddValue(dice),
  "spoiled click": spoiledClick,
  "cut JSON": (dice, number) => {
    const body = clickBody(`01FUZZ-${number}`);
    return body.slice(0, dice.below(body.length));
  },
  "deep nesting": (dice) => {
    const depth = 1 + dice.below(20_000);
    const [open, close] = dice.pick([
      ["[", "]"],
      ['{"a":', "}"],
      ['{"data":', "}"],
    ]);
    return `${open.repeat(depth)}1${close.repeat(dice.chance(0.8) ? depth : dice.below(depth))}`;
  },
  "bad UTF-8": (dice, number) => {
    const body = Buffer.from(clickBody(`01FUZZ-${number}`));
    for (let times = 3; times > 0; times--) body[dice.below(body.length)] = 128 + dice.below(128);
    return body;
  },
  large: (dice, number) => {
    const size = LIMIT_BYTES - 600 + dice.below(1200);
    const click = clickBody(`01FUZZ-${number}`);
    return click.replace("Our new prices", "x".repeat(Math.max(0, size - click.length)));
  },
};
const COMMON = ["random bytes", "odd JSON", "spoiled click", "cut JSON", "bad UTF-8"];

function kindOf(dice) {
  if (dice.chance(0.0005)) return "large";
  return dice.chance(0.02) ? "deep nesting" : dice.pick(COMMON);
}

const ODD_HEADERS = [
  (lines) => lines.filter((line) => !line.startsWith("x-cio-signature")),
  (lines) => lines.filter((line) => !line.startsWith("x-cio-timestamp")),
  (lines) => lines.filter((line) => !line.startsWith("content-type")),
  (lines) => lines.map((line) => line.replace(/^(x-cio-signature: ).*/, "$1zz")),
  (lines) => lines.map((line) => line.replace(/^(x-cio-timestamp: ).*/, "$1NaN")),
  (lines) => lines.map((line) => line.replace(/^(x-cio-timestamp: ).*/, `$1${"9".repeat(40)}`)),
  (lines) => [...lines, "x-cio-signature: 00"],
  (lines) => [...lines, `x-long: ${"y".repeat(20_000)}`],
  (lines) =>
    lines.map((line) => line.replace(/^content-type: .*/, "content-type: text/\u00ff; charset=utf-16")),
  (lines) => [...lines, "content-encoding: gzip"],
];

function headLines(dice, target, body) {
  const { host, pathname } = new URL(target.hook);
  const { timestamp, hash } = signature(target.key, body);
  const method = dice.chance(0.97) ? "POST" : dice.pick(["GET", "PUT", "DELETE", "PATCH", "OPTIONS"]);
  const path = dice.chance(0.97)
    ? pathname
    : `${pathname}${dice.pick(["/x", "x", "?a=%00", "%00", "/../..", "%ff"])}`;
  return [
    `${method} ${path} HTTP/1.1`,
    `host: ${host}`,
    "content-type: application/json",
    `x-cio-timestamp: ${timestamp}`,
    `x-cio-signature: ${hash}`,
  ];
}

const asBytes = (lines, body) =>
  Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), body]);

/** Ways of sending a body that are wrong, or slow. */
const DELIVERIES = {
  "broken chunks": (dice, lines, body) => {
    const chunk = dice.pick([
      `zz\r\n${body}\r\n0\r\n\r\n`,
      `${(body.length + 5).toString(16)}\r\n${body}\r\n0\r\n\r\n`,
      `-1\r\n${body}\r\n0\r\n\r\n`,
      `${"f".repeat(20)}\r\n`,
      `5\r\nabc`,
    ]);
    const bytes = asBytes([...lines, "transfer-encoding: chunked"], Buffer.from(chunk));
    return { bytes, breaks: true, timeoutMs: SHORT_MS };
  },
  "half a body": (_, lines, body) => {
    const bytes = asBytes([...lines, `content-length: ${body.length + 10}`], body);
    return { bytes, breaks: true, timeoutMs: SHORT_MS };
  },
  "slow body": (_, lines, body) => {
    const bytes = asBytes([...lines, `content-length: ${body.length}`], body);
    const size = Math.ceil(bytes.length / 4);
    const parts = [0, 1, 2, 3].map((index) => bytes.subarray(index * size, (index + 1) * size));
    return { bytes: parts, pauseMs: 50, breaks: true };
  },
  "wrong length": (dice, lines, body) => {
    const length = dice.pick(["-1", "abc", "9".repeat(30), "0", String(Math.max(0, body.length - 3))]);
    return {
      bytes: asBytes([...lines, `content-length: ${length}`], body),
      breaks: true,
      timeoutMs: SHORT_MS,
    };
  },
};

export function fuzzRequest(dice, target, number) {
  const kind = kindOf(dice);
  const body = Buffer.from(BODIES[kind](dice, number));
  const lines = headLines(dice, target, body);
  if (dice.chance(0.01)) {
    const delivery = dice.pick(Object.keys(DELIVERIES));
    return { kind: delivery, ...DELIVERIES[delivery](dice, lines, body) };
  }
  const odd = dice.chance(0.15);
  const sent = odd ? dice.pick(ODD_HEADERS)(lines) : lines;
  const bytes = asBytes([...sent, `content-length: ${body.length}`], body);
  // What is answered before its body was read leaves the connection with the rest of it.
  return {
    kind: odd ? `${kind}, odd headers` : kind,
    bytes,
    breaks: kind === "large" || lines[0].slice(0, 4) !== "POST",
  };
}
