/**
 * Stands in the JSON text of a row where a value that many rows have in common was left out. No text in PostgreSQL has
 * a NUL, so that no row says this by itself.
 */
export const STAND_IN = '"\\u0000"'
