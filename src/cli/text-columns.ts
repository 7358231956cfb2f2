const isNumber = (cell: string): boolean => /^\d+$/.test(cell)

/** Rows as text in columns: numbers to the right, the last column as it is. Each row ends with a newline. */
export const columns = (rows: readonly (readonly string[])[]): string => {
  const widths: number[] = []
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cell.length)
    }
  }
  const padded = (cell: string, width: number): string =>
    isNumber(cell) ? cell.padStart(width) : cell.padEnd(width)
  return rows
    .map((row) => {
      const last = row.length - 1
      const cells = row.map((cell, index) =>
        index === last ? cell : padded(cell, widths[index] ?? 0),
      )
      return `${cells.join('  ')}\n`
    })
    .join('')
}
