/**
 * Operators that understand addresses (interface.md, feature 2). They parse leniently: an address without a scheme is read as https,
 * one that cannot be read has no parts and passes nothing.
 */
import { isRecord, type JsonValue } from "../../base/json";
import { asText, fold, type Operator, type TestInput } from "./operator";
import {
  fileTypeOf,
  hostOf,
  isUnder,
  type LinkKind,
  linkKindOf,
  matchesFolded,
  parameterOf,
  pathOf,
  samePage,
} from "./url-parts";

type PartTest = (seen: string, wanted: string) => boolean;

function part(spec: {
  id: string;
  label: string;
  of: (left: unknown) => string | undefined;
  test: PartTest;
}): Operator {
  return {
    id: spec.id,
    label: spec.label,
    operand: "text",
    caseOption: true,
    part: (left) => spec.of(left),
    test: ({ left, right, caseSensitive }) => {
      const seen = spec.of(left);
      return seen !== undefined && spec.test(fold(seen, caseSensitive), fold(right, caseSensitive));
    },
  };
}

const withSlash = (path: string) => (path.startsWith("/") || path === "" ? path : `/${path}`);
const trimSlash = (path: string) => (path.length > 1 ? path.replace(/\/+$/, "") : path);
const path = (id: string, label: string, test: PartTest): Operator =>
  part({ id, label, of: pathOf, test: (seen, wanted) => test(seen, wanted) });

const nameOf = (right: unknown) => asText(isRecord(right) ? right.name : right);
const parameterSeen = (left: unknown, right: unknown): JsonValue | undefined =>
  parameterOf(left, nameOf(right));

const parameterEquals = ({ left, right, caseSensitive }: TestInput) => {
  const seen = parameterOf(left, nameOf(right));
  const wanted = isRecord(right) ? right.value : undefined;
  return seen !== undefined && fold(seen, caseSensitive) === fold(wanted, caseSensitive);
};

const utm = (name: string): Operator =>
  part({
    id: `url_utm_${name}_is`,
    label: `UTM ${name} is`,
    of: (left) => parameterOf(left, `utm_${name}`),
    test: (seen, wanted) => seen === wanted,
  });

const kind = (wanted: LinkKind, label: string): Operator => ({
  id: `url_is_${wanted}`,
  label,
  operand: "none",
  test: ({ left }) => linkKindOf(left) === wanted,
});

export const urlOperators: Operator[] = [
  path("url_path_is", "path is", (seen, wanted) => trimSlash(seen) === trimSlash(withSlash(wanted))),
  path("url_path_starts_with", "path starts with", (seen, wanted) => seen.startsWith(withSlash(wanted))),
  path("url_path_contains", "path contains", (seen, wanted) => seen.includes(wanted)),
  path("url_path_matches", "path matches", (seen, wanted) => matchesFolded(seen, withSlash(wanted))),
  part({
    id: "url_host_is",
    label: "host is",
    of: hostOf,
    test: (seen, wanted) => seen === (hostOf(wanted) ?? wanted),
  }),
  part({
    id: "url_host_under",
    label: "host is or is under",
    of: hostOf,
    test: (seen, wanted) => isUnder(seen, hostOf(wanted) ?? wanted),
  }),
  {
    id: "url_has_parameter",
    label: "has query parameter",
    operand: "parameterName",
    part: parameterSeen,
    test: ({ left, right }) => parameterOf(left, nameOf(right)) !== undefined,
  },
  {
    id: "url_parameter_equals",
    label: "query parameter is",
    operand: "parameter",
    caseOption: true,
    part: parameterSeen,
    test: parameterEquals,
  },
  ...["source", "medium", "campaign", "content", "term"].map(utm),
  {
    id: "url_same_page",
    label: "is the same page as",
    operand: "text",
    test: ({ left, right }) => samePage(left, right),
  },
  part({
    id: "url_file_type_is",
    label: "file type is",
    of: fileTypeOf,
    test: (seen, wanted) => seen === wanted.replace(/^\./, ""),
  }),
  kind("unsubscribe", "is an unsubscribe link"),
  kind("mailto", "is an e-mail link"),
  kind("social", "is a social network link"),
];
