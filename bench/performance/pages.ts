import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts'
import { startPage } from '../../test/support/page-stack.ts'
import { type Figure, figure, median } from './figure.ts'

const rounds = 7

const paths = [
  '/',
  '/?period=hour',
  '/?period=week',
  '/?period=month',
  '/groups',
  '/groups?period=month&model=gpt-4.1',
  '/groups/:group',
  '/groups/:group?period=month',
  '/events',
  '/events?model=gpt-4.1&key=mobile-ios',
  '/events?q=:request',
  '/events?q=none-such',
  '/alerts',
  '/alerts/a-firing',
  '/silences',
  '/reports',
  '/configuration',
  '/metrics',
]

interface Loaded {
  readonly path: string
  /** Milliseconds until the first byte, and until the last. */
  readonly first: number
  readonly whole: number
  readonly bytes: number
}

const load = async (path: string, url: string): Promise<Loaded> => {
  const began = performance.now()
  const answer = await fetch(url)
  const first = performance.now() - began
  const bytes = (await answer.arrayBuffer()).byteLength
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return { path, first, whole: performance.now() - began, bytes }
}

const worst = (loads: readonly Loaded[], of: 'first' | 'whole' | 'bytes') => {
  const [most] = loads.toSorted((a, b) => b[of] - a[of])
  return { path: most?.path ?? '', value: most?.[of] ?? Number.NaN }
}

/** Every page as a browser asks for it, over the state in this folder. */
export const pages = async (folder: string, now: number): Promise<readonly Figure[]> => {
  const stack = await startPage(() => now, { folder })
  try {
    const { views } = stack.parts.store
    await views.warm(new AbortController().signal)
    const month = { from: Math.floor((now - 30 * DAY_MS) / HOUR_MS) * HOUR_MS, to: now }
    const list = { filter: {}, search: '', sort: 'count', steps: 30, offset: 0, limit: 1 } as const
    const { rows } = await views.groupPage({ ...month, ...list })
    const events = await views.events({
      filter: {},
      before: { time: now - 15 * DAY_MS, id: 0 },
      limit: 1,
    })
    const loads: Loaded[] = []
    for (const path of paths) {
      const real = path
        .replace(':group', rows[0]?.fingerprint ?? '')
        .replace(':request', events.rows[0]?.requestId ?? '')
      const found: Loaded[] = []
      for (let round = 0; round < rounds; round++) found.push(await load(path, stack.url + real))
      const of = (what: 'first' | 'whole' | 'bytes') => median(found.map((one) => one[what]))
      loads.push({ path, first: of('first'), whole: of('whole'), bytes: of('bytes') })
    }
    const [whole, first, bytes] = [
      worst(loads, 'whole'),
      worst(loads, 'first'),
      worst(loads, 'bytes'),
    ]
    const notified = loads
      .toSorted((a, b) => b.whole - a.whole)
      .slice(0, 4)
      .map((one) => `${one.path} ${one.whole.toFixed(0)}`)
      .join(', ')
    return [
      figure(`page: slowest (${whole.path})`, whole.value, 'ms', 100, notified),
      figure(`page: latest first byte (${first.path})`, first.value, 'ms', 50),
      figure(`page: largest (${bytes.path})`, bytes.value / 1000, 'kB', 150),
    ]
  } finally {
    await stack.stop()
  }
}
