import { SECOND_MS } from '../../domain/units.ts'
import { failureRow, type SpendRow, successRow } from '../database/demo-row.ts'
import { failureKind, failureKinds } from './failures.ts'
import type { Random } from './random.ts'

/** A stretch in which one thing goes wrong over and over. Times in epoch milliseconds. */
export interface Incident {
  readonly from: number
  readonly to: number
  /** The failure it brings, by id. */
  readonly kind: string
  readonly failuresPerSecond: number
  /** For whoever watches the demo. */
  readonly story: string
}

const plots = [
  {
    kind: 'anthropic-overloaded',
    failuresPerSecond: 6,
    story: 'Anthropic is overloaded: requests to claude-sonnet fail',
  },
  {
    kind: 'openai-tokens-per-minute',
    failuresPerSecond: 9,
    story: 'a runaway job eats the token quota: OpenAI answers 429',
  },
  {
    kind: 'mistral-key-expired',
    failuresPerSecond: 4,
    story: "the proxy's Mistral key has expired: every request to mistral-large is refused",
  },
  {
    kind: 'ollama-refused',
    failuresPerSecond: 3,
    story: 'the machine with Ollama is down: connections are refused',
  },
  {
    kind: 'gemini-unavailable',
    failuresPerSecond: 5,
    story: 'Gemini answers 503 to gemini-flash',
  },
]

/**
 * The incidents of a run that starts at `start`: the first after five seconds, so that whoever watches for a minute
 * sees it come and go; then one every minute or two. Endless: take as many as needed.
 */
export function* incidentsFrom(random: Random, start: number): Generator<Incident, never> {
  let from = start + 5 * SECOND_MS
  while (true) {
    for (const plot of plots) {
      const to = from + random.between(14, 18) * SECOND_MS
      yield { ...plot, from, to }
      from = to + random.between(50, 90) * SECOND_MS
    }
  }
}

/** What goes on all the time. */
const successesPerSecond = 4
const failuresPerSecond = 0.12

/** The requests that ended in [from, to), epoch milliseconds, in no order, as a proxy would log them. */
export const trafficBetween = (
  random: Random,
  incidents: readonly Incident[],
  from: number,
  to: number,
): SpendRow[] => {
  const seconds = (to - from) / SECOND_MS
  const within = (start: number, end: number) => start + Math.floor(random.unit() * (end - start))
  const rows: SpendRow[] = []
  for (let left = random.occurrences(successesPerSecond * seconds); left > 0; left -= 1) {
    rows.push(successRow(random, within(from, to)))
  }
  for (let left = random.occurrences(failuresPerSecond * seconds); left > 0; left -= 1) {
    rows.push(failureRow(random.weighted(failureKinds), random, within(from, to)))
  }
  for (const incident of incidents) {
    const start = Math.max(from, incident.from)
    const end = Math.min(to, incident.to)
    if (start >= end) continue
    const mean = (incident.failuresPerSecond * (end - start)) / SECOND_MS
    for (let left = random.occurrences(mean); left > 0; left -= 1) {
      rows.push(failureRow(failureKind(incident.kind), random, within(start, end)))
    }
  }
  return rows
}
