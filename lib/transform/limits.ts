/** What one expression may take. */
export const TIME_LIMIT_MS = 1_000;
/** Calls within calls. */
export const MAX_STACK = 500;
/** Items of one list. */
export const MAX_SEQUENCE = 100_000;
export const MAX_EXPRESSION_CHARACTERS = 10_000;
/** As JSON. */
export const MAX_DATA_CHARACTERS = 1_000_000;
/** As JSON. */
export const MAX_RESULT_CHARACTERS = 250_000;
export const MAX_RESULT_DEPTH = 50;
/** Of the process that evaluates, its code apart. */
export const MEMORY_MB = 64;
