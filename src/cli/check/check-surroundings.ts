import type { Config } from '../../config/config-schema.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import { type Finding, ok, warn } from './check-command.ts'

const gigabyte = 1e9

/** Clocks further apart than this make "5 minutes ago" wrong for people; windows go by the database's anyway. */
const apart = MINUTE_MS

/** How far the database's clock and this machine's are apart; both epoch milliseconds. */
export const clockFinding = (database: number, here: number): Finding => {
  const offset = Math.round((database - here) / 1000)
  const seconds = Math.abs(offset)
  if (seconds * 1000 <= apart) return ok('clock', { name: 'clockAgrees', values: { seconds } })
  const name = offset > 0 ? 'clockAhead' : 'clockBehind'
  return warn('clock', { name, values: { seconds } }, { name: 'clocks' })
}

/** Room on a disk, bytes. */
export interface Room {
  readonly free: number
  readonly total: number
}

/** Less than a gigabyte, or than a twentieth of a small disk, is used up sooner than somebody looks again. */
export const roomFinding = (about: string, path: string, { free, total }: Room): Finding => {
  const gigabytes = (free / gigabyte).toFixed(1)
  const shown = { name: 'room', values: { gigabytes, path } } as const
  return free < Math.min(gigabyte, total / 20)
    ? warn(about, shown, { name: 'room' })
    : ok(about, shown)
}

/** Permission bits of the state's file: what it holds is redacted, but nobody else's business. */
export const permissionFindings = (path: string, mode: number): readonly Finding[] =>
  (mode & 0o077) === 0
    ? []
    : [
        warn(
          'state',
          { name: 'othersMayRead', values: { path, mode: (mode & 0o777).toString(8) } },
          { name: 'permissions', values: { path } },
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
  const address = `${host}:${port}`
  if (token === '') return [ok('page', { name: 'pageOpen', values: { address } })]
  const short = [
    ...(token.length < shortest ? ['web.token'] : []),
    ...(metricsToken !== '' && metricsToken.length < shortest ? ['web.metricsToken'] : []),
  ]
  return [
    ok('page', { name: 'pageLocked', values: { address } }),
    ...short.map((option) =>
      warn('page', { name: 'tokenShort', values: { option } }, { name: 'longerToken' }),
    ),
  ]
}
