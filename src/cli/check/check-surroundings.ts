import type { Config } from '../../config/config-schema.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import { type Finding, ok, warn } from './check-command.ts'

const gigabyte = 1e9

/** Clocks further apart than this make "5 minutes ago" wrong for people; windows go by the database's anyway. */
const apart = MINUTE_MS

/** How far the database's clock and this machine's are apart; both epoch milliseconds. */
export const clockFinding = (database: number, here: number): Finding => {
  const offset = Math.round((database - here) / 1000)
  const by = Math.abs(offset)
  if (by * 1000 <= apart) return ok('clock', `agrees with the database's, to ${by} s`)
  const direction = offset > 0 ? 'ahead of' : 'behind'
  return warn(
    'clock',
    `the database's clock is ${by} s ${direction} this machine's`,
    'set both by NTP; rules go by the database, what people read by this machine',
  )
}

/** Room on a disk, bytes. */
export interface Room {
  readonly free: number
  readonly total: number
}

/** Less than a gigabyte, or than a twentieth of a small disk, is used up sooner than somebody looks again. */
export const roomFinding = (about: string, path: string, { free, total }: Room): Finding => {
  const shown = `${(free / gigabyte).toFixed(1)} GB free at ${path}`
  return free < Math.min(gigabyte, total / 20)
    ? warn(about, shown, 'free some space, or shorten retention.events and retention.artifacts')
    : ok(about, shown)
}

/** Permission bits of the state's file: what it holds is redacted, but nobody else's business. */
export const permissionFindings = (path: string, mode: number): readonly Finding[] =>
  (mode & 0o077) === 0
    ? []
    : [
        warn(
          'state',
          `${path} can be read by other users (mode ${(mode & 0o777).toString(8)})`,
          `chmod 600 ${path}`,
        ),
      ]

/** Short ones can be tried out, slowly as that goes with five tries a minute. */
const shortest = 16

/** Who can see the page, and how well it is locked. */
export const webFindings = ({
  host,
  port,
  token,
  metricsToken,
}: Config['web']): readonly Finding[] => {
  const where = `${host}:${port}`
  if (token === '') return [ok('page', `${where}, open to this machine alone, without a token`)]
  const remedy = 'make one of 32 characters or more: openssl rand -hex 24'
  const short = [
    ...(token.length < shortest ? ['web.token'] : []),
    ...(metricsToken !== '' && metricsToken.length < shortest ? ['web.metricsToken'] : []),
  ]
  return [
    ok('page', `${where}, behind a token`),
    ...short.map((option) => warn('page', `${option} is short`, remedy)),
  ]
}
