import type { AlertNotification, Explanation } from '../notifying/notification.ts'
import { factsOfAlert } from '../summary/alert-facts.ts'
import type { Explain } from './explain.ts'

/** What there is to say of an alert when its time is up. */
export interface AlertWords {
  /** Null: none in time. The alert goes out with its facts alone. */
  readonly words: Explanation | null
  /**
   * Words that came after the alert had gone, to follow in one further message where the channel can; null for none,
   * also when they came in time. Never rejects.
   */
  readonly later: Promise<Explanation | null>
}

/** An alert waits no longer than this for its words, milliseconds. */
const PATIENCE_MS = 20_000

/**
 * Asks for words about an alert, and answers within 20 s whether or not they came. `signal` ends the asking
 * altogether. `pause` resolves after so many milliseconds, or rejects when its signal is aborted. Never rejects.
 */
export const createAlertWords =
  (
    explain: Explain,
    pause: (ms: number, signal: AbortSignal) => Promise<void>,
    patienceMs: number = PATIENCE_MS,
  ) =>
  async (notification: AlertNotification, signal: AbortSignal): Promise<AlertWords> => {
    const { instance, timezone, createdAt, alert } = notification
    const facts = factsOfAlert(alert, { instance, timezone, now: createdAt })
    const said = explain(facts, signal)
      .then(({ explanation }) => explanation)
      .catch(() => null)
    const over = new AbortController()
    const late = pause(patienceMs, AbortSignal.any([signal, over.signal])).then(
      () => 'late' as const,
      // Stopped: nobody waits any more.
      () => 'late' as const,
    )
    const first = await Promise.race([said, late])
    over.abort()
    if (first !== 'late') return { words: first, later: Promise.resolve(null) }
    const later = said.then((explanation) =>
      explanation === null || explanation.text === null ? null : explanation,
    )
    return { words: null, later }
  }
