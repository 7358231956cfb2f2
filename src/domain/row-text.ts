/** What LiteLLM copies unchanged into the metadata of each row of a model: two thirds of the row's bytes. */
export const REPEATED = 'model_map_information'

/**
 * In the JSON text of a row, marks the place of a value that many rows share and that was left out. No text in
 * PostgreSQL contains a NUL, so no row contains this by itself.
 */
export const STAND_IN = '"\\u0000"'

/**
 * JSON on one line. `repeated`: JSON text of a value that many rows share, to be put where `json` has STAND_IN; null:
 * none.
 */
export interface RowText {
  readonly json: string
  readonly repeated: string | null
}
