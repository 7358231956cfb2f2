import type { AlertNotification, AlertReason, AlertView } from '../domain/notification.ts'

/** An unsent message about alerts, as the outbox holds it. */
export interface Unsent {
  readonly id: number
  readonly notification: AlertNotification
}

/** A message to send, the row it is sent as, and earlier rows that it makes needless. */
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
 * What is left to say of messages about one group of alerts that all still wait, oldest first: an alert is told once,
 * as it is now, by the last message that speaks of it. Fired and resolved become one; a message whose alerts are all
 * told by later ones is absorbed. So the order of each alert's messages cannot be wrong, and nothing is lost. Words that
 * came late are no news beside a message about their alert. Pure.
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
        // It says since when there was something to tell.
        createdAt: Math.min(...kept.flatMap((of) => of.map(({ createdAt }) => createdAt))),
        alert,
        others,
      },
      absorbs: absorbed.splice(0),
    })
  }
  // Words behind the last news of their alert.
  const last = merged.findLastIndex((row) => !isFollowUp(row))
  return merged.map((row, at) =>
    at === last ? { ...row, absorbs: [...row.absorbs, ...absorbed] } : row,
  )
}
