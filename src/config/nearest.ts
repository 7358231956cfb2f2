/** Edit distance: characters to insert, delete, replace or swap (Damerau's optimal string alignment). */
const distance = (a: string, b: string): number => {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      }
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/** The known word that was most likely meant by a mistyped one; undefined when none is near. */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  // A third of the letters: beyond that a suggestion is a guess.
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: { name: string; away: number } | undefined
  for (const name of known) {
    const away = distance(word.toLowerCase(), name.toLowerCase())
    if (away <= limit && (best === undefined || away < best.away)) best = { name, away }
  }
  return best?.name
}
