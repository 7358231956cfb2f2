import { MINUTE_MS } from '../../../src/domain/units.ts'
import type { Observed } from '../observed.ts'
import { failuresOf, few, type Truth } from './truth.ts'

const tableNames = new Map([
  [0, 'SpendLogs'],
  [1, 'ErrorLogs'],
])

/** Every row that was written is in the state once, and nothing else is; a failure in both tables is one event. */
export const checkEvents = ({ written }: Truth, { events }: Observed): readonly string[] => {
  const wanted = new Map(written.map((row) => [`${row.table} ${row.start} ${row.id}`, row]))
  const found = new Map<string, number>()
  const strange: string[] = []
  for (const event of events) {
    const key = `${tableNames.get(event.tbl) ?? event.tbl} ${event.start} ${event.requestId}`
    found.set(key, (found.get(key) ?? 0) + 1)
    const row = wanted.get(key)
    if (row === undefined || row.time !== event.time || row.status !== event.status)
      strange.push(key)
  }
  const counted = events.filter(({ twinOf }) => twinOf === null).length
  const failures = failuresOf(written).size
  return [
    ...few(
      'rows were missed',
      [...wanted.keys()].filter((key) => !found.has(key)),
    ),
    ...few(
      'rows are in the state twice',
      [...found].filter(([, n]) => n > 1).map(([key]) => key),
    ),
    ...few('rows are in the state that nobody wrote so', strange),
    ...(counted === failures ? [] : [`${failures} failures were written, ${counted} are counted`]),
  ]
}

/** The counts of each minute, model, team and status are what was written. */
export const checkMinutes = ({ written }: Truth, { minutes }: Observed): readonly string[] => {
  const wanted = new Map<string, number>()
  for (const [row] of failuresOf(written).values()) {
    if (row === undefined) continue
    const team = row.table === 'ErrorLogs' ? '' : row.team
    const key = `${Math.floor(row.time / MINUTE_MS)} ${row.model} ${team} ${row.status}`
    wanted.set(key, (wanted.get(key) ?? 0) + 1)
  }
  const found = new Map<string, number>()
  for (const { minute, model, team, status, n } of minutes) {
    const key = `${minute} ${model} ${team} ${status}`
    found.set(key, (found.get(key) ?? 0) + n)
  }
  const keys = new Set([...wanted.keys(), ...found.keys()])
  const wrong = [...keys].filter((key) => wanted.get(key) !== found.get(key))
  return few(
    'counts of a minute are wrong',
    wrong.map((key) => `${key} is ${found.get(key) ?? 0}, not ${wanted.get(key) ?? 0}`),
  )
}

/** Each failure is in the full file of exactly one report, and no file tells of another. */
export const checkReports = ({ written }: Truth, observed: Observed): readonly string[] => {
  const { reports, unfinishedReports } = observed
  const notified = new Map<string, number>()
  for (const ids of reports.values())
    for (const id of ids) notified.set(id, (notified.get(id) ?? 0) + 1)
  const known = new Set(written.map(({ id }) => id))
  const missing: string[] = []
  const twice: string[] = []
  for (const rows of failuresOf(written).values()) {
    const times = rows.reduce((sum, { id }) => sum + (notified.get(id) ?? 0), 0)
    const ids = rows.map(({ id }) => id).join(' = ')
    if (times === 0) missing.push(ids)
    if (times > 1) twice.push(ids)
  }
  return [
    ...few('failures are in no report', missing),
    ...few('failures are in reports more than once', twice),
    ...few(
      'reported rows were never written',
      [...notified.keys()].filter((id) => !known.has(id)),
    ),
    ...(unfinishedReports === 0 ? [] : [`${unfinishedReports} reports were never finished`]),
  ]
}
