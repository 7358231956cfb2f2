import type { AlertRecord } from '../../domain/alert.ts'
import type { ExplanationNote } from '../../domain/explanation-note.ts'
import type { Finding } from '../../domain/finding.ts'
import type { Explanation, Notification } from '../../domain/notification.ts'

/** What earlier versions froze as English sentences stands beside what this one reads. */
interface Earlier {
  readonly finding?: Finding
  readonly explanation?: Explanation & { readonly note?: string }
  readonly notice?: unknown
  readonly title?: string
  readonly text?: string
}

const withFinding = <View extends { readonly finding: Finding }>(view: View & Earlier): View =>
  view.finding === undefined ? { ...view, finding: { kind: 'unknown' } } : view

const withNotes = (explanation: Explanation & { readonly note?: string }): Explanation => {
  if (explanation.notes !== undefined) return explanation
  const { note = '', ...rest } = explanation
  const notes: readonly ExplanationNote[] = note === '' ? [] : [{ kind: 'text', text: note }]
  return { ...rest, notes }
}

/** A notification from its JSON, also of one that an earlier version wrote: it goes out with what was known then. */
export const storedNotification = <Of extends Notification = Notification>(json: string): Of => {
  const stored: Of & Earlier = JSON.parse(json)
  const explained: Of & Earlier =
    stored.explanation === undefined
      ? stored
      : { ...stored, explanation: withNotes(stored.explanation) }
  if (explained.kind === 'alert')
    return {
      ...explained,
      alert: withFinding(explained.alert),
      others: explained.others.map(withFinding),
    }
  if (explained.kind === 'system' && explained.notice === undefined) {
    const { title = '', text = '', ...rest } = explained
    return { ...rest, notice: { kind: 'text', title, text } } as Of & Earlier
  }
  return explained
}

/** An alert from the JSON of a group, also of one that an earlier version wrote. */
export const storedAlert = (alert: AlertRecord): AlertRecord => withFinding(alert)
