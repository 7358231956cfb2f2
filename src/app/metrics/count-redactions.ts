import type { Redact } from '../../classify/redaction/redact.ts'

/** The same redaction, which also counts the removed secrets by kind. */
export const countRedactions = (
  redact: Redact,
): { readonly redact: Redact; readonly counts: ReadonlyMap<string, number> } => {
  const counts = new Map<string, number>()
  return {
    counts,
    redact: (text) => {
      const redacted = redact(text)
      for (const [kind, count] of Object.entries(redacted.kinds)) {
        counts.set(kind, (counts.get(kind) ?? 0) + count)
      }
      return redacted
    },
  }
}
