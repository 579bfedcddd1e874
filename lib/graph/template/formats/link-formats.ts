import { fileTypeOf, hostOf, pageOf, parameterOf, pathOf } from "../../../conditions/operators/url-parts";
import { brief, type Format } from "./format";

/** Parts are read as conditions read them, so "path starts with" and a pill that shows the path agree. */
const LINK = { group: "Link" as const, takes: ["url", "text"] as const, gives: "text" as const };
const EXAMPLE = "https://www.shop.example.com/docs/Guide.pdf?plan=pro&utm_source=mail#top";

const pieces = (value: unknown): string[] => (pathOf(value) ?? "").split("/").filter((piece) => piece !== "");

function pieceAt(value: unknown, place: unknown): string | undefined {
  const at = Number(place);
  return pieces(value).at(at > 0 ? at - 1 : at);
}

export const linkFormats: Format[] = [
  {
    ...LINK,
    name: "url_path",
    label: "Path",
    help: "What follows the host, without parameters; decoded.",
    aliases: "url part of a link folder",
    values: [],
    example: { value: EXAMPLE, values: [], result: "/docs/Guide.pdf" },
    own: (value) => pathOf(value),
  },
  {
    ...LINK,
    name: "url_host",
    label: "Host",
    help: "The server's name in lower case, without `www.` and port.",
    aliases: "url part of a link domain site",
    values: [],
    example: { value: EXAMPLE, values: [], result: "shop.example.com" },
    own: (value) => hostOf(value),
  },
  {
    ...LINK,
    name: "url_parameter",
    label: "Query parameter",
    help: "What stands behind a name and `=` after the question mark.",
    words: ([name]) => `parameter ${brief(name)}`,
    aliases: "url part of a link query utm search argument",
    values: [{ label: "Name", input: "text", initial: "utm_source" }],
    example: { value: EXAMPLE, values: ["plan"], result: "pro" },
    own: (value, name) => parameterOf(value, String(name ?? "")),
  },
  {
    ...LINK,
    name: "url_path_part",
    label: "Part of the path",
    help: "What stands between two slashes, by its number; -1 is the last.",
    words: ([at]) => `path part ${brief(at)}`,
    aliases: "url segment folder section",
    values: [{ label: "Number", input: "number", initial: 1 }],
    example: { value: EXAMPLE, values: [1], result: "docs" },
    own: (value, at) => pieceAt(value, at ?? 1),
  },
  {
    ...LINK,
    name: "url_file_name",
    label: "File name",
    help: "The last part of the path, where it has an ending.",
    aliases: "url part of a link download",
    values: [],
    example: { value: EXAMPLE, values: [], result: "Guide.pdf" },
    own: (value) => (fileTypeOf(value) === undefined ? undefined : pieceAt(value, -1)),
  },
  {
    ...LINK,
    name: "url_file_type",
    label: "File type",
    help: "The ending of the file name, in lower case.",
    aliases: "url part of a link extension pdf",
    values: [],
    example: { value: EXAMPLE, values: [], result: "pdf" },
    own: (value) => fileTypeOf(value),
  },
  {
    ...LINK,
    name: "url_page",
    label: "Page without tracking",
    help: "Host, path and the parameters that are not for tracking.",
    words: () => "page",
    aliases: "url part of a link clean canonical utm",
    values: [],
    example: { value: EXAMPLE, values: [], result: "shop.example.com/docs/Guide.pdf?plan=pro" },
    own: (value) => pageOf(value),
  },
];
