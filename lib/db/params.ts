/** The values of a statement that is put together from parts: `add` gives the placeholder of each. */
export interface Params {
  values: unknown[];
  add(value: unknown): string;
}

export function createParams(): Params {
  const values: unknown[] = [];
  return {
    values,
    add(value) {
      values.push(value);
      return `$${values.length}`;
    },
  };
}
