/** Deeper in the tree a needle is compared directly: its states would only make the table large. */
const DEPTH = 12

/** Units beyond ASCII share columns of the table, for the same reason: what looks found is compared anyway. */
const SHARED = 61

export interface Needles {
  /**
   * Calls `found` for each needle in the first `length` units of `units`, in the order in which their first twelve
   * units end; `start` is where it begins.
   */
  readonly scan: (
    units: Uint16Array,
    length: number,
    found: (needle: number, start: number) => void,
  ) => void
}

interface Tree {
  readonly next: Map<number, Tree>
  /** Those that end here, or are this deep at least. */
  needles: number[]
}

const node = (): Tree => ({ next: new Map(), needles: [] })

/** Column of each unit; 0 for those that no needle has. */
const columnsOf = (
  needles: readonly string[],
): { readonly columns: Uint8Array; readonly width: number } => {
  const units = [...new Set(needles.join(''))]
    .map((char) => char.charCodeAt(0))
    .sort((a, b) => a - b)
  const plain = units.filter((unit) => unit < 0x80)
  const columns = new Uint8Array(0x1_00_00)
  for (const [index, unit] of plain.entries()) columns[unit] = index + 1
  for (const unit of units.filter((other) => other >= 0x80)) {
    columns[unit] = plain.length + 1 + (unit % SHARED)
  }
  return { columns, width: plain.length + 1 + SHARED }
}

/**
 * Finds many texts at once in one pass over a message, however many they are (A. Aho and M. Corasick, "Efficient
 * string matching: an aid to bibliographic search", 1975), as a table of states. Needles must not be empty.
 */
export const createNeedles = (needles: readonly string[]): Needles => {
  const { columns, width } = columnsOf(needles)
  const root = node()
  for (const [index, needle] of needles.entries()) {
    let at = root
    for (let offset = 0; offset < Math.min(needle.length, DEPTH); offset += 1) {
      const column = columns[needle.charCodeAt(offset)] ?? 0
      const next = at.next.get(column) ?? node()
      at.next.set(column, next)
      at = next
    }
    at.needles.push(index)
  }

  // Breadth first: a state's fallback is nearer to the root, so that its row is complete when it is copied.
  const states: { readonly tree: Tree; readonly fallback: number }[] = [{ tree: root, fallback: 0 }]
  const rows: number[][] = []
  for (let state = 0; state < states.length; state += 1) {
    const { tree, fallback } = states[state] ?? { tree: root, fallback: 0 }
    const shorter = states[fallback]?.tree.needles ?? []
    const row = state === 0 ? new Array<number>(width).fill(0) : [...(rows[fallback] ?? [])]
    if (state > 0) tree.needles = [...tree.needles, ...shorter]
    for (const [column, child] of tree.next) {
      states.push({ tree: child, fallback: state === 0 ? 0 : (row[column] ?? 0) })
      row[column] = states.length - 1
    }
    rows.push(row)
  }
  const next =
    states.length <= 0x1_00_00
      ? new Uint16Array(states.length * width)
      : new Uint32Array(states.length * width)
  for (const [state, row] of rows.entries()) next.set(row, state * width)
  const ends = states.map(({ tree }) =>
    tree.needles.map((needle) => ({ needle, text: needles[needle] ?? '' })),
  )
  const isEnd = Uint8Array.from(ends, (list) => (list.length > 0 ? 1 : 0))

  const isAt = (text: string, units: Uint16Array, length: number, start: number): boolean => {
    if (start + text.length > length) return false
    for (let offset = 0; offset < text.length; offset += 1) {
      if (units[start + offset] !== text.charCodeAt(offset)) return false
    }
    return true
  }

  return {
    scan: (units, length, found) => {
      let state = 0
      for (let index = 0; index < length; index += 1) {
        state = next[state * width + (columns[units[index] ?? 0] ?? 0)] ?? 0
        if (isEnd[state] === 0) continue
        for (const { needle, text } of ends[state] ?? []) {
          const start = index + 1 - Math.min(text.length, DEPTH)
          if (isAt(text, units, length, start)) found(needle, start)
        }
      }
    },
  }
}
