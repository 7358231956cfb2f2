import { REPEATED, type RowText, STAND_IN } from '../../domain/row-text.ts'
import { remember } from './any-of.ts'
import { type Redact, redact } from './redact.ts'
import { createJsonRedactor } from './redact-json.ts'

const MOST = 256
/** Where LiteLLM's repeated value is in a row: at this depth, and under these names. */
const [BEFORE, AFTER] = [`{"metadata":{"${REPEATED}":`, '}}']

/**
 * Returns a function that redacts a row and returns the text in pieces, to be concatenated. What rows have in common is
 * redacted and encoded (UTF-8) once, and then only copied: in most rows it is the larger part.
 */
export const createRowRedactor = (
  redactText: Redact = redact,
): ((row: RowText) => readonly (string | Uint8Array)[]) => {
  const redactJson = createJsonRedactor(redactText)
  const known = new Map<string, Uint8Array>()

  const encoded = (repeated: string): Uint8Array => {
    const clean = redactJson(BEFORE + repeated + AFTER)
    return Buffer.from(clean.slice(BEFORE.length, -AFTER.length))
  }
  return ({ json, repeated }) => {
    const clean = redactJson(json)
    const at = repeated === null ? -1 : clean.lastIndexOf(STAND_IN)
    // If it is nested so deep, or under such a name, that it was removed as a whole, there is no place for it any more.
    if (repeated === null || at < 0) return [clean]
    const bytes = known.get(repeated) ?? remember(known, MOST, repeated, encoded(repeated))
    return [clean.slice(0, at), bytes, clean.slice(at + STAND_IN.length)]
  }
}
