import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { type Matcher, MatcherError, parseMatchers } from '../../routing/matcher.ts'
import { configOf, neededState } from '../command-setup.ts'
import { type CommandIo, type ExitCode, UsageError } from '../io.ts'
import { runSilence, type SilenceRequest } from './silence-command.ts'

interface Flags {
  readonly config?: string
  readonly json?: boolean
}

export interface AddFlags extends Flags {
  /** Milliseconds. */
  readonly for?: number
  readonly until?: string
  readonly untilResolved?: boolean
  readonly author?: string
  readonly reason?: string
}

const matchersOf = (texts: readonly string[]): readonly Matcher[] => {
  try {
    return texts.flatMap(parseMatchers)
  } catch (error) {
    throw error instanceof MatcherError ? new UsageError(error.message) : error
  }
}

/** When it ends, epoch milliseconds; null for "until resolved". */
const endOf = (flags: AddFlags, now: number, timezone: string): number | null => {
  const { for: length, until, untilResolved = false } = flags
  if ([length !== undefined, until !== undefined, untilResolved].filter(Boolean).length !== 1)
    throw new UsageError('give an end: --for 2h, --until TIME or --until-resolved')
  if (length !== undefined) return now + length
  if (until === undefined) return null
  const end = DateTime.fromISO(until, { zone: timezone })
  if (end.isValid) return end.toMillis()
  throw new UsageError(`--until must be a time such as 2026-03-01T18:00, not "${until}"`)
}

/** Works on the state beside a running daemon. */
const onState = async (
  io: CommandIo,
  { config: file, json = false }: Flags,
  requestIn: (timezone: string) => SilenceRequest,
): Promise<ExitCode> => {
  const config = configOf(file, io, { sourceNeeded: false })
  const { timezone } = config
  const request = requestIn(timezone)
  const store = await neededState(config, io)
  try {
    return await runSilence(store, request, { json, timezone, newId: randomUUID }, io)
  } finally {
    await store.close()
  }
}

/** `lookout silence add` */
export const runAdd = (
  io: CommandIo,
  matchers: readonly string[],
  flags: AddFlags,
): Promise<ExitCode> =>
  onState(io, flags, (timezone) => ({
    action: 'add',
    matchers: matchersOf(matchers),
    until: endOf(flags, io.now(), timezone),
    author: flags.author ?? io.env['USER'] ?? '',
    reason: flags.reason ?? '',
  }))

/** `lookout silence list` */
export const runList = (
  io: CommandIo,
  flags: Flags & { readonly all?: boolean },
): Promise<ExitCode> => onState(io, flags, () => ({ action: 'list', all: flags.all ?? false }))

/** `lookout silence expire` */
export const runExpire = (io: CommandIo, ids: readonly string[], flags: Flags): Promise<ExitCode> =>
  onState(io, flags, () => ({ action: 'expire', ids }))
