import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { type Matcher, MatcherError, parseMatchers } from '../../routing/matcher.ts'
import { parseDuration } from '../../rules/duration.ts'
import type { Invocation, Run } from '../command.ts'
import { configOf } from '../configuration.ts'
import { neededState } from '../existing-state.ts'
import { type CommandIo, UsageError } from '../io.ts'
import { flagOf, textOf } from '../parse.ts'
import { runSilence, type SilenceRequest } from './silence-command.ts'

const matchersOf = (words: readonly string[]): readonly Matcher[] => {
  try {
    return words.flatMap(parseMatchers)
  } catch (error) {
    throw error instanceof MatcherError ? new UsageError(error.message) : error
  }
}

/** When it ends, epoch milliseconds; null for "until resolved". */
const endOf = (invocation: Invocation, now: number, timezone: string): number | null => {
  const length = textOf(invocation, 'for')
  const until = textOf(invocation, 'until')
  const resolved = flagOf(invocation, 'until-resolved')
  if ([length !== undefined, until !== undefined, resolved].filter(Boolean).length !== 1)
    throw new UsageError('until when? one of --for 2h, --until TIME, --until-resolved')
  if (length !== undefined) {
    const ms = parseDuration(length)
    if (ms !== null && ms > 0) return now + ms
    throw new UsageError(`--for: expected a duration such as 30m or 2h, got "${length}"`)
  }
  if (until === undefined) return null
  const end = DateTime.fromISO(until, { zone: timezone })
  if (end.isValid) return end.toMillis()
  throw new UsageError(`--until: expected a time such as 2026-03-01T18:00, got "${until}"`)
}

const requestOf = (invocation: Invocation, timezone: string, io: CommandIo): SilenceRequest => {
  const [action, ...words] = invocation.positionals
  switch (action) {
    case 'add':
      return {
        action,
        matchers: matchersOf(words),
        until: endOf(invocation, io.now(), timezone),
        author: textOf(invocation, 'author') ?? io.env['USER'] ?? '',
        reason: textOf(invocation, 'reason') ?? '',
      }
    case 'list':
      return { action, all: flagOf(invocation, 'all') }
    case 'expire':
      return { action, ids: words }
    default:
      throw new UsageError('silence add, silence list or silence expire? (lookout silence --help)')
  }
}

/** `lookout silence`: works on the state beside a running daemon. */
export const run: Run = async (invocation, io) => {
  const config = configOf(invocation, io, { sourceNeeded: false })
  const { timezone } = config
  const request = requestOf(invocation, timezone, io)
  const store = await neededState(config, io)
  try {
    const json = flagOf(invocation, 'json')
    return await runSilence(store, request, { json, timezone, newId: randomUUID }, io)
  } finally {
    await store.close()
  }
}
