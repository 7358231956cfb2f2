import type { Count } from '../domain/facts.ts'
import type { AlertView } from '../domain/notification.ts'
import type { Messages } from '../i18n/locale.ts'
import { shortLine } from './escape.ts'

/**
 * Who and what an alert is about, as titles and counts: first whom it hits. What all failures share and the headline
 * says already is left out.
 */
export const alertCounts = (
  alert: AlertView,
  messages: Messages,
): readonly { readonly title: string; readonly counts: readonly Count[] }[] => {
  const said = new Set(Object.values({ ...alert.labels, ...alert.shown }))
  return [
    { title: messages.keys, counts: alert.keys },
    { title: messages.teams, counts: alert.teams },
    { title: messages.models, counts: alert.models },
    { title: messages.errorTypes, counts: alert.errorTypes },
  ].filter(
    ({ counts }) => hasContent(counts) && !(counts.length === 1 && said.has(counts[0]?.name ?? '')),
  )
}

/** The first of a list and how many more there are: what every table with a limit shows. */
export interface Shown<T> {
  readonly rows: readonly T[]
  readonly more: number
}

/** At most `max` rows; a single row is never replaced by "and 1 more". */
export const firstRows = <T>(rows: readonly T[], max: number): Shown<T> =>
  rows.length <= max + 1 && max > 0
    ? { rows, more: 0 }
    : { rows: rows.slice(0, max), more: rows.length - Math.min(rows.length, max) }

/** Whether a list tells a reader anything: failures without a name do not. */
export const hasContent = (counts: readonly Count[]): boolean =>
  counts.some(({ name, others }) => others || (name !== null && name !== ''))

/** A name of the tables as a person reads it, on one line. Here, and not before, a missing one becomes a word. */
export const shownName = (
  name: string | null,
  messages: Pick<Messages, 'unknown'>,
  max?: number,
): string => (name === null || name === '' ? messages.unknown : shortLine(name, max))

/** The same for what is counted, where some may be put together. */
export const countedName = (
  { name, others }: Pick<Count, 'name' | 'others'>,
  messages: Pick<Messages, 'unknown' | 'othersName'>,
): string => (others ? messages.othersName : shownName(name, messages))
