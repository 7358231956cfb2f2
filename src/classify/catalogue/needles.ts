/** Deeper in the tree a needle is compared directly: its states would only make the table large. */
const DEPTH = 12

export interface Needles {
  /**
   * Calls `found` for each needle in the first `length` units of `units`, in the order in which their first twelve
   * units end; `start` is where it begins. Stops when `found` returns true.
   */
  readonly scan: (
    units: Uint16Array,
    length: number,
    found: (needle: number, start: number) => boolean,
  ) => void
}

interface Tree {
  readonly next: Map<number, Tree>
  readonly depth: number
  needles: number[]
}

const node = (depth: number): Tree => ({ next: new Map(), depth, needles: [] })

const growTree = (needles: readonly string[]): Tree => {
  const root = node(0)
  for (const [index, needle] of needles.entries()) {
    let at = root
    for (let offset = 0; offset < Math.min(needle.length, DEPTH); offset += 1) {
      const unit = needle.charCodeAt(offset)
      const next = at.next.get(unit) ?? node(at.depth + 1)
      at.next.set(unit, next)
      at = next
    }
    at.needles.push(index)
  }
  return root
}

/**
 * Finds many texts at once in one pass over a message, however many they are (A. Aho and M. Corasick, "Efficient
 * string matching: an aid to bibliographic search", 1975), as a table of states. Needles must not be empty.
 */
export const createNeedles = (needles: readonly string[]): Needles => {
  const root = growTree(needles)
  const alphabet = [...new Set(needles.join(''))].sort()
  const width = alphabet.length + 1
  // 0 is every unit that no needle has.
  const letter = new Uint16Array(0x1_00_00)
  for (const [index, unit] of alphabet.entries()) letter[unit.charCodeAt(0)] = index + 1

  // Breadth first: a state's fallback is nearer to the root, so that its row is complete when it is copied.
  const states: { readonly tree: Tree; readonly fallback: number }[] = [{ tree: root, fallback: 0 }]
  const rows: Int32Array[] = []
  for (let state = 0; state < states.length; state += 1) {
    const { tree, fallback } = states[state] ?? { tree: root, fallback: 0 }
    const row = state === 0 ? new Int32Array(width) : Int32Array.from(rows[fallback] ?? [])
    tree.needles = [...tree.needles, ...(state === 0 ? [] : (states[fallback]?.tree.needles ?? []))]
    for (const [unit, child] of tree.next) {
      const column = letter[unit] ?? 0
      states.push({ tree: child, fallback: state === 0 ? 0 : (row[column] ?? 0) })
      row[column] = states.length - 1
    }
    rows.push(row)
  }
  const table = new Uint32Array(states.length * width)
  for (const [state, row] of rows.entries()) {
    for (const [column, to] of row.entries()) table[state * width + column] = to * width
  }
  const ends = states.map(({ tree }) =>
    tree.needles.map((needle) => ({ needle, text: needles[needle] ?? '' })),
  )
  const isEnd = Uint8Array.from(ends, (list) => (list.length > 0 ? 1 : 0))

  const isRestAt = (text: string, units: Uint16Array, length: number, from: number): boolean => {
    if (from + text.length - DEPTH > length) return false
    for (let offset = DEPTH; offset < text.length; offset += 1) {
      if (units[from + offset - DEPTH] !== text.charCodeAt(offset)) return false
    }
    return true
  }

  return {
    scan: (units, length, found) => {
      let row = 0
      for (let index = 0; index < length; index += 1) {
        row = table[row + (letter[units[index] ?? 0] ?? 0)] ?? 0
        const state = row / width
        if (isEnd[state] === 0) continue
        for (const { needle, text } of ends[state] ?? []) {
          if (!isRestAt(text, units, length, index + 1)) continue
          if (found(needle, index + 1 - Math.min(text.length, DEPTH))) return
        }
      }
    },
  }
}
