// What JSON cannot express (undefined, a function) is null, as it would be inside an array.
const textOf = (row: unknown): readonly string[] => [JSON.stringify(row) ?? 'null']

/** A JSON array as chunks, one line per row, whose JSON `piecesOf` returns in pieces; valid JSON for no rows too. */
export async function* arrayOf<Row, Piece>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  piecesOf: (row: Row) => readonly Piece[],
): AsyncGenerator<Piece | string> {
  let before = '[\n'
  for await (const row of rows) {
    yield before
    for (const piece of piecesOf(row)) yield piece
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/**
 * A JSON array as chunks of text, one row per line, for any number of rows: memory holds one row at a time. Lone
 * surrogates are escaped.
 */
export const jsonArray = (
  rows: AsyncIterable<unknown> | Iterable<unknown>,
): AsyncGenerator<string> => arrayOf(rows, textOf)
