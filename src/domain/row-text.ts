/** What LiteLLM copies unchanged into the metadata of each row of a model: two thirds of a row's bytes. */
export const REPEATED = 'model_map_information'

/**
 * Stands in the JSON text of a row where a value that many rows have in common was left out. No text in PostgreSQL has
 * a NUL, so that no row says this by itself.
 */
export const STAND_IN = '"\\u0000"'

/** JSON on one line. `repeated`: JSON text of what many have in common, which belongs where `json` says STAND_IN; null: nothing. */
export interface RowText {
  readonly json: string
  readonly repeated: string | null
}
