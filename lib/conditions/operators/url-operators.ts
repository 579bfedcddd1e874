/**
 * Operators that understand addresses (interface.md, feature 2). They parse leniently: an address without a scheme is read as https,
 * one that cannot be read has no parts and passes nothing. Operands are read like the addresses, so `/caf%C3%A9` is `/café` on both sides.
 */
import { isRecord, type JsonValue } from "../../base/json";
import type { Claim } from "../claim";
import { asText, fold, type Operator, opposite, pairProblem, type TestInput } from "./operator";
import {
  fileTypeOf,
  hostOf,
  isUnder,
  type LinkKind,
  linkKindOf,
  matchesWildcards,
  pageOf,
  parameterOf,
  pathOf,
  pathOperand,
} from "./url-parts";

type Words = Pick<Operator, "id" | "label" | "help" | "example">;
interface Part {
  about: string;
  /** The part of the address that is looked at. */
  of: (left: unknown) => string | undefined;
  /** The right side, read as that part. */
  wanted: (right: unknown) => string;
  /** Hosts and file types know no case. */
  caseOption?: true;
}

const HOST: Part = { about: "host", of: hostOf, wanted: (right) => hostOf(right) ?? asText(right) };
const PATH: Part = { about: "path", of: pathOf, wanted: pathOperand, caseOption: true };
const FILE_TYPE: Part = {
  about: "file type",
  of: fileTypeOf,
  wanted: (right) => asText(right).replace(/^\./, ""),
};

function part(
  words: Words,
  looked: Part,
  how: { test: (seen: string, wanted: string) => boolean; claim?: (wanted: string) => Omit<Claim, "about"> },
): Operator {
  const sensitive = (asked: boolean) => asked && looked.caseOption === true;
  return {
    ...words,
    operand: "text",
    ...(looked.caseOption ? { caseOption: true } : {}),
    ...(how.claim === undefined
      ? {}
      : {
          claim: (right, asked) =>
            ({
              about: `${looked.about}${sensitive(asked) ? ", case counts" : ""}`,
              ...how.claim?.(fold(looked.wanted(right), sensitive(asked))),
            }) as Claim,
        }),
    part: (left) => looked.of(left),
    test: ({ left, right, caseSensitive }) => {
      const seen = looked.of(left);
      const counts = sensitive(caseSensitive);
      return seen !== undefined && how.test(fold(seen, counts), fold(looked.wanted(right), counts));
    },
  };
}

const trimSlash = (path: string) => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);
/** A path with and without the slash at its end. */
const bothForms = (path: string) => [trimSlash(path), `${trimSlash(path)}/`];
const isSamePath = (seen: string, wanted: string) => trimSlash(seen) === trimSlash(wanted);

const nameOf = (right: unknown) => asText(isRecord(right) ? right.name : right);
const parameterSeen = (left: unknown, right: unknown): JsonValue | undefined =>
  parameterOf(left, nameOf(right));

const parameterEquals = ({ left, right, caseSensitive }: TestInput) => {
  const seen = parameterOf(left, nameOf(right));
  const wanted = isRecord(right) ? right.value : undefined;
  if (seen === undefined || wanted === undefined || wanted === null) return false;
  return fold(seen, caseSensitive) === fold(wanted, caseSensitive);
};

const utm = (name: string): Operator =>
  part(
    {
      id: `url_utm_${name}_is`,
      label: `UTM ${name} is`,
      help: `The query parameter utm_${name} is the value.`,
      example: name === "campaign" ? "spring-sale" : name,
    },
    {
      about: `utm_${name}`,
      of: (left) => parameterOf(left, `utm_${name}`),
      wanted: asText,
      caseOption: true,
    },
    {
      test: (seen, wanted) => seen === wanted,
      claim: (wanted) => ({ kind: "in", values: [wanted], exact: true }),
    },
  );

const kind = (wanted: LinkKind, words: Words): Operator => ({
  ...words,
  operand: "none",
  claim: () => ({ about: "link kind", kind: "in", values: [wanted], exact: true }),
  test: ({ left }) => linkKindOf(left) === wanted,
});

const hostIs = part(
  {
    id: "url_host_is",
    label: "host is",
    help: "The same host; www. in front, user name and port do not count.",
    example: "example.com",
  },
  HOST,
  {
    test: (seen, wanted) => seen === wanted,
    claim: (wanted) => ({ kind: "in", values: [wanted], exact: true }),
  },
);
const hostUnder = part(
  {
    id: "url_host_under",
    label: "host is or is under",
    help: "That host, or one that ends with a dot and it.",
    example: "example.com",
  },
  HOST,
  {
    test: isUnder,
    claim: (wanted) => ({ kind: "ends", text: wanted, exact: false }),
  },
);
const pathIs = part(
  {
    id: "url_path_is",
    label: "path is",
    help: "The same path; a slash at the end does not count.",
    example: "/pricing",
  },
  PATH,
  { test: isSamePath, claim: (wanted) => ({ kind: "in", values: bothForms(wanted), exact: true }) },
);
const pathStarts = part(
  {
    id: "url_path_starts_with",
    label: "path starts with",
    help: "The path begins with it, so /price also finds /prices.",
    example: "/pricing",
  },
  PATH,
  {
    test: (seen, wanted) => seen.startsWith(wanted),
    claim: (wanted) => ({ kind: "starts", text: wanted, exact: true }),
  },
);
const pathContains = part(
  {
    id: "url_path_contains",
    label: "path contains",
    help: "The value stands somewhere in the path; host and query do not count.",
    example: "pricing",
  },
  { ...PATH, wanted: asText },
  { test: (seen, wanted) => seen.includes(wanted) },
);
const pathMatches = part(
  {
    id: "url_path_matches",
    label: "path matches",
    help: "The whole path fits; a star stands for any characters, also for none.",
    example: "/blog/*",
  },
  PATH,
  { test: matchesWildcards },
);
const samePage = part(
  {
    id: "url_same_page",
    label: "is the same page as",
    help: "Equal but for scheme, www., slash at the end, part after #, and tracking parameters.",
    example: "https://example.com/pricing",
  },
  { about: "page", of: pageOf, wanted: (right) => pageOf(right) ?? asText(right), caseOption: true },
  {
    test: (seen, wanted) => seen === wanted,
    claim: (wanted) => ({ kind: "in", values: [wanted], exact: true }),
  },
);

export const urlOperators: Operator[] = [
  pathIs,
  opposite(pathIs, { id: "url_path_is_not", label: "path is not", help: "Another path, or no address." }),
  pathStarts,
  opposite(pathStarts, {
    id: "url_path_not_starts_with",
    label: "path does not start with",
    help: "The path begins otherwise, or there is no address.",
  }),
  pathContains,
  pathMatches,
  opposite(pathMatches, {
    id: "url_path_not_matches",
    label: "path does not match",
    help: "The path does not fit, or there is no address.",
  }),
  hostIs,
  opposite(hostIs, { id: "url_host_is_not", label: "host is not", help: "Another host, or no address." }),
  hostUnder,
  opposite(hostUnder, {
    id: "url_host_not_under",
    label: "host is not under",
    help: "Neither that host nor one below it, or no address.",
  }),
  {
    id: "url_has_parameter",
    label: "has query parameter",
    help: "A parameter of that name is there, with any value or none.",
    operand: "parameterName",
    example: "plan",
    part: parameterSeen,
    test: ({ left, right }) => parameterOf(left, nameOf(right)) !== undefined,
  },
  {
    id: "url_parameter_equals",
    label: "query parameter is",
    help: "The first parameter of that name has the value.",
    operand: "parameter",
    example: "plan = pro",
    checkOperand: pairProblem,
    caseOption: true,
    part: parameterSeen,
    test: parameterEquals,
  },
  ...["source", "medium", "campaign", "content", "term"].map(utm),
  samePage,
  opposite(samePage, {
    id: "url_not_same_page",
    label: "is another page than",
    help: "Not the same page, or no address.",
  }),
  part(
    {
      id: "url_file_type_is",
      label: "file type is",
      help: "The ending of the path's last part.",
      example: "pdf",
    },
    FILE_TYPE,
    {
      test: (seen, wanted) => seen === wanted,
      claim: (wanted) => ({ kind: "in", values: [wanted], exact: true }),
    },
  ),
  kind("unsubscribe", {
    id: "url_is_unsubscribe",
    label: "is an unsubscribe link",
    help: "Its path or query says unsubscribe, opt-out or manage_subscription_preferences.",
  }),
  kind("mailto", {
    id: "url_is_mailto",
    label: "is an e-mail link",
    help: "It begins with mailto:.",
  }),
  kind("social", {
    id: "url_is_social",
    label: "is a social network link",
    help: "Its host is one of the large social networks, or under one.",
  }),
];
