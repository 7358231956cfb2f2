import { plainLine } from '../../classify/redaction/plain-text.ts'
import type { ErrorEvent } from '../../domain/event.ts'
import type { Count } from '../../domain/facts.ts'
import { DAY_MS } from '../../domain/units.ts'
import type { FailureSource, Position, Slice } from '../../pipeline/ingest/poll-ports.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { columns } from '../text-columns.ts'

export interface KeysOptions {
  readonly days: number
  readonly json: boolean
  /** Bounds of one query: rows, milliseconds. */
  readonly pageSize: number
  readonly windowMs: number
}

type Source = Pick<FailureSource, 'now' | 'tables' | 'read'>

/** Failures of a stretch of time, newest slice first, a bounded query at a time. */
export async function* failures(
  source: Source,
  { days, pageSize, windowMs }: Omit<KeysOptions, 'json'>,
  signal: AbortSignal,
): AsyncGenerator<readonly ErrorEvent[]> {
  const now = await source.now(signal)
  const start = now - days * DAY_MS
  for (const table of await source.tables(signal)) {
    for (let to = now; to > start; to -= windowMs) {
      const slice: Omit<Slice, 'after'> = {
        table,
        from: Math.max(start, to - windowMs),
        to,
        limit: pageSize,
      }
      let after: Position | null = null
      do {
        const page: readonly ErrorEvent[] = await source.read({ ...slice, after }, signal)
        yield page
        after = page.length < pageSize ? null : (page.at(-1) ?? null)
      } while (after !== null)
    }
  }
}

const ranked = (counts: ReadonlyMap<string, number>): readonly NamedCount[] =>
  [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))

type NamedCount = Count & { readonly name: string }

const section = (title: string, counts: readonly NamedCount[]): string => {
  if (counts.length === 0) return `${title}\n  none\n`
  const rows = counts.map(({ name, count }) => [String(count), plainLine(name, 200)])
  return `${title}\n${columns(rows).replaceAll(/^/gm, '  ').trimEnd()}\n`
}

/** Names with their failures in the last days: what filters and rules may be written with. */
export const runKeys = async (
  source: Source,
  options: KeysOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  const counts = {
    keys: new Map<string, number>(),
    models: new Map<string, number>(),
    teams: new Map<string, number>(),
  }
  const count = (map: Map<string, number>, name: string | null): void => {
    if (name !== null) map.set(name, (map.get(name) ?? 0) + 1)
  }
  let total = 0
  for await (const page of failures(source, options, io.signal)) {
    for (const event of page) {
      count(counts.keys, event.keyName)
      count(counts.models, event.model)
      count(counts.teams, event.team)
    }
    total += page.length
    if (io.stderr.isTty) io.stderr.write(`\r${total} failures read`)
  }
  if (io.stderr.isTty) io.stderr.write('\n')
  const keys = ranked(counts.keys)
  const models = ranked(counts.models)
  const teams = ranked(counts.teams)
  const { days } = options
  if (options.json) {
    io.stdout.write(`${JSON.stringify({ days, total, keys, models, teams }, null, 2)}\n`)
    return 0
  }
  io.stdout.write(
    `${total} failures in the last ${days} day${days === 1 ? '' : 's'}\n\n` +
      [section('Key aliases', keys), section('Models', models), section('Teams', teams)].join('\n'),
  )
  if (total === 0)
    io.stderr.write('No failures in this period. Try --days 30, or run lookout check.\n')
  return 0
}
