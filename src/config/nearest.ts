import { closest, distance } from 'fastest-levenshtein'

/** The known word that was most likely meant by a mistyped one; undefined when none is near. */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  const names = new Map([...known].map((name) => [name.toLowerCase(), name]))
  const found = closest(word.toLowerCase(), [...names.keys()])
  // A third of the letters: beyond that a suggestion is a guess.
  const limit = Math.max(1, Math.floor(word.length / 3))
  return distance(word.toLowerCase(), found) <= limit ? names.get(found) : undefined
}
