/** PostgreSQL's bigints have no JSON of their own: they become strings, which lose no digit. */
const replacer = (_name: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value

/** A JSON array of rows that are JSON texts already, a line each; valid JSON for no rows too. */
export async function* arrayOf(
  rows: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<string> {
  let before = '[\n'
  for await (const row of rows) {
    yield before
    yield row
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/**
 * A JSON array as chunks of text, one row a line, whatever their number: memory holds one row at a time. Lone
 * surrogates come out escaped.
 */
export const jsonArray = (
  rows: AsyncIterable<unknown> | Iterable<unknown>,
): AsyncGenerator<string> => arrayOf(texts(rows))

async function* texts(rows: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<string> {
  // What JSON cannot say (undefined, a function) is null, as it would be inside an array.
  for await (const row of rows) yield JSON.stringify(row, replacer) ?? 'null'
}
