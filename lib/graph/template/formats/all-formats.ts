import type { FieldType } from "../../descriptor";
import { dateFormats } from "./date-formats";
import type { Format } from "./format";
import { linkFormats } from "./link-formats";
import { listFormats } from "./list-formats";
import { numberFormats } from "./number-formats";
import { textFormats } from "./text-formats";

/** Every format that is offered, in the order of the menu. */
export const FORMATS: readonly Format[] = [
  ...linkFormats,
  ...dateFormats,
  ...textFormats,
  ...numberFormats,
  ...listFormats,
];

const BY_NAME: ReadonlyMap<string, Format> = new Map(FORMATS.map((format) => [format.name, format]));

export const formatOf = (name: string): Format | undefined => BY_NAME.get(name);

/** Fitting ones, those made for the type first. */
export function formatsFor(type: FieldType): Format[] {
  const fitting = FORMATS.filter(({ takes }) => takes === undefined || takes.includes(type));
  const own = (format: Format) => format.takes?.[0] === type;
  return [...fitting.filter(own), ...fitting.filter((format) => !own(format))];
}

/** Filters that Liquid lacks, by name. */
export const OWN_FILTERS: readonly [string, NonNullable<Format["own"]>][] = FORMATS.flatMap(
  ({ name, own }): [string, NonNullable<Format["own"]>][] => (own === undefined ? [] : [[name, own]]),
);
