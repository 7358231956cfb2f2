import { plainLine } from '../../classify/redaction/plain-text.ts'
import type { AlertRecord } from '../../domain/alert.ts'
import { isoMinute } from '../../i18n/format.ts'
import { alertLabels, alertName } from '../../routing/alert-labels.ts'
import { compileMatchers, type Matcher, matchersText } from '../../routing/matcher.ts'
import { type Silence, silenceState } from '../../routing/silence.ts'
import { type CommandIo, type ExitCode, UsageError } from '../io.ts'
import { columns } from '../text-columns.ts'

/** What `silence` asks of the state. */
export interface SilenceStore {
  readonly silences: () => Promise<readonly Silence[]>
  readonly addSilence: (silence: Silence) => Promise<void>
  /** Ends it now. False when there is none of this id, or it is over. */
  readonly endSilence: (id: string, now: number) => Promise<boolean>
  /** Pending and firing. */
  readonly openAlerts: () => Promise<readonly AlertRecord[]>
}

export type SilenceRequest =
  | {
      readonly action: 'add'
      readonly matchers: readonly Matcher[]
      /** Epoch milliseconds; null: until the alerts that match now are over (acknowledged). */
      readonly until: number | null
      readonly author: string
      readonly reason: string
    }
  | { readonly action: 'list'; readonly all: boolean }
  | { readonly action: 'expire'; readonly ids: readonly string[] }

export interface SilenceOptions {
  readonly json: boolean
  readonly timezone: string
  readonly newId: () => string
}

type Add = Extract<SilenceRequest, { readonly action: 'add' }>

const add = async (
  store: SilenceStore,
  { matchers, until, author, reason }: Add,
  { json, timezone, newId }: SilenceOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  const now = io.now()
  // Without a matcher it would silence everything, after one slip of the keyboard.
  if (matchers.length === 0)
    throw new UsageError('give at least one matcher, such as team=payments')
  if (until !== null && until <= now) throw new UsageError('the end is in the past')
  const matches = compileMatchers(matchers)
  const hit = (await store.openAlerts()).filter((alert) => matches(alertLabels(alert)))
  if (until === null && hit.length === 0)
    throw new UsageError('no open alert matches: there is nothing to acknowledge')
  const silence: Silence = {
    id: newId().slice(0, 8),
    matchers,
    alerts: until === null ? hit.map(({ id }) => id) : null,
    startsAt: now,
    endsAt: until,
    author,
    reason,
    createdAt: now,
  }
  await store.addSilence(silence)
  if (json) io.stdout.write(`${JSON.stringify(silence, null, 2)}\n`)
  else {
    const end = until === null ? 'until they are resolved' : `until ${isoMinute(until, timezone)}`
    io.stdout.write(`${silence.id}  silences ${matchersText(matchers)} ${end}\n`)
    for (const alert of hit) io.stdout.write(`  now: ${plainLine(alertName(alert), 200)}\n`)
  }
  return 0
}

const list = async (
  store: SilenceStore,
  all: boolean,
  { json, timezone }: SilenceOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  const now = io.now()
  const alerts = await store.openAlerts()
  const open = new Set(alerts.map(({ id }) => id))
  const found = (await store.silences())
    .map((silence) => ({ ...silence, state: silenceState(silence, now, open) }))
    .filter(({ state }) => all || state !== 'over')
  if (json) {
    io.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
    return 0
  }
  const rows = found.map((each) => [
    each.id,
    each.state,
    each.endsAt === null
      ? 'until its alerts are resolved'
      : `until ${isoMinute(each.endsAt, timezone)}`,
    plainLine(each.author || '-', 40),
    plainLine([matchersText(each.matchers), each.reason].filter(Boolean).join('  '), 300),
  ])
  io.stdout.write(rows.length === 0 ? 'no silences\n' : columns(rows))
  return 0
}

/** Ids may be shortened as long as they stay unique. */
const expire = async (
  store: SilenceStore,
  ids: readonly string[],
  { json }: SilenceOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  const known = (await store.silences()).map(({ id }) => id)
  const ended: string[] = []
  for (const given of ids) {
    const [id, ...more] = known.filter((each) => each.startsWith(given))
    if (id === undefined || more.length > 0 || given === '') {
      io.stderr.write(
        `${given}: ${id === undefined ? 'no such silence' : 'more than one silence begins like this'}\n`,
      )
    } else if (await store.endSilence(id, io.now())) ended.push(id)
    else io.stderr.write(`${id}: has already ended\n`)
  }
  if (json) io.stdout.write(`${JSON.stringify({ expired: ended }, null, 2)}\n`)
  else for (const id of ended) io.stdout.write(`${id}  expired\n`)
  return ended.length === ids.length ? 0 : 1
}

/** Adds, lists or ends silences. A running daemon follows at its next evaluation. Throws UsageError. */
export const runSilence = (
  store: SilenceStore,
  request: SilenceRequest,
  options: SilenceOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  switch (request.action) {
    case 'add':
      return add(store, request, options, io)
    case 'list':
      return list(store, request.all, options, io)
    case 'expire':
      return expire(store, request.ids, options, io)
  }
}
