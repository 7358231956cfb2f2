import type { AlertNotification, AlertReason, AlertView } from '../domain/notification.ts'

/** An unsent message about alerts, as stored in the outbox. */
export interface Unsent {
  readonly id: number
  readonly notification: AlertNotification
}

/** A message to send, the row it is sent as, and earlier rows that it replaces. */
export interface Merged extends Unsent {
  readonly absorbs: readonly number[]
}

interface Mention {
  readonly row: number
  readonly view: AlertView
  readonly reason: AlertReason
  readonly createdAt: number
}

const mentionsOf = (rows: readonly Unsent[]): ReadonlyMap<string, readonly Mention[]> => {
  const found = new Map<string, Mention[]>()
  for (const { id: row, notification } of rows) {
    const { alert, others, reason, createdAt } = notification
    for (const view of [alert, ...others]) {
      const known = found.get(view.id) ?? []
      known.push({ row, view, reason, createdAt })
      found.set(view.id, known)
    }
  }
  return found
}

const isFollowUp = ({ notification }: Unsent): boolean => notification.followUp === true

const reasonOf = (last: AlertReason, earlier: readonly AlertReason[]): AlertReason =>
  last === 'still firing' && earlier.includes('first seen') ? 'first seen' : last

/**
 * Merges the waiting messages about one group of alerts, oldest first: each alert is reported once, in its current
 * state, in the last message that contains it. Fired and resolved become one; a message whose alerts are all in later
 * ones is absorbed. So each alert's messages stay in order, and nothing is lost. A late explanation is dropped if a
 * message about its alert is waiting. Pure.
 */
export const mergeUnsent = (rows: readonly Unsent[]): readonly Merged[] => {
  const mentions = mentionsOf(rows.filter((row) => !isFollowUp(row)))
  const absorbed: number[] = []
  const merged: Merged[] = []
  for (const row of rows) {
    if (isFollowUp(row)) {
      if (mentions.has(row.notification.alert.id)) absorbed.push(row.id)
      else merged.push({ ...row, absorbs: [] })
      continue
    }
    const kept = [...mentions.values()].filter((of) => of.at(-1)?.row === row.id)
    const views = kept.flatMap((of) => of.at(-1)?.view ?? [])
    const [alert, ...others] = views
    if (alert === undefined) {
      absorbed.push(row.id)
      continue
    }
    const reasons = kept.flatMap((of) => of.map(({ reason }) => reason))
    const { notification } = row
    merged.push({
      id: row.id,
      notification: {
        ...notification,
        reason: reasonOf(notification.reason, reasons),
        // It shows since when there was something to report.
        createdAt: Math.min(...kept.flatMap((of) => of.map(({ createdAt }) => createdAt))),
        alert,
        others,
      },
      absorbs: absorbed.splice(0),
    })
  }
  // Late explanations after the last message about their alert.
  const last = merged.findLastIndex((row) => !isFollowUp(row))
  return merged.map((row, at) =>
    at === last ? { ...row, absorbs: [...row.absorbs, ...absorbed] } : row,
  )
}
