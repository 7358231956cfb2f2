import type { AlertRecord } from '../../../src/domain/alert.ts'
import type { ClassifiedEvent } from '../../../src/domain/event.ts'
import type { DigestNotification, SystemNotification } from '../../../src/domain/notification.ts'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import type { PageCommit } from '../../../src/pipeline/ingest/poll-ports.ts'
import type { Store } from '../../../src/state/store.ts'

/** A fresh, empty state; closed and removed after the test. */
export type OpenStore = () => Promise<Store>

export const T0 = Date.UTC(2026, 2, 1, 10, 0, 0)

/** An event of group `kind`; what is not given is the same for all. */
export const makeEvent = (
  requestId: string,
  time: number,
  changes: Partial<ClassifiedEvent> & { readonly kind?: string } = {},
): ClassifiedEvent => {
  const { kind = 'a', ...rest } = changes
  return {
    table: 'SpendLogs',
    requestId,
    startTime: time,
    time,
    createdAt: null,
    model: 'gpt-4o',
    provider: 'openai',
    keyHash: 'hash-1',
    keyName: 'team-key',
    teamId: 't1',
    team: 'search',
    status: '500',
    errorType: 'InternalServerError',
    message: `it broke: ${kind}`,
    tracebackTail: '',
    group: {
      fingerprint: `fp-${kind}`,
      version: 1,
      template: `tpl ${kind}`,
      title: `Kind ${kind}`,
    },
    fault: 'provider',
    fromFuture: false,
    ...rest,
  }
}

export const makePage = (
  events: readonly ClassifiedEvent[],
  changes: Partial<PageCommit> = {},
): PageCommit => ({
  table: events[0]?.table ?? 'SpendLogs',
  events,
  mark: null,
  visibleAt: [],
  late: false,
  now: T0 + MINUTE_MS,
  ...changes,
})

export const makeNotification = (id: string): SystemNotification => ({
  kind: 'system',
  id,
  instance: 'test',
  timezone: 'UTC',
  createdAt: T0,
  severity: 'info',
  notice: { kind: 'text', title: `Notice ${id}`, text: 'all is well' },
})

export const makeDigestNotification = (id: string, day: string): DigestNotification => ({
  kind: 'digest',
  id,
  instance: 'test',
  timezone: 'UTC',
  createdAt: T0,
  digest: 'daily',
  day,
  facts: {
    instance: 'test',
    timezone: 'UTC',
    from: T0,
    to: T0 + 1,
    total: 0,
    late: 0,
    firstSeen: null,
    lastSeen: null,
    byModel: [],
    byProvider: [],
    byErrorType: [],
    byStatus: [],
    byKey: [],
    byTeam: [],
    byFault: [],
    groups: [],
    moreGroups: 0,
    moreGroupsCount: 0,
    hours: [],
  },
  explanation: { text: null, notes: [{ kind: 'no_model' }], model: '' },
})

export const makeAlert = (id: string, changes: Partial<AlertRecord> = {}): AlertRecord => ({
  id,
  rule: 'spike',
  severity: 'warning',
  labels: { model: 'gpt-4o' },
  shown: {},
  state: 'firing',
  startedAt: T0,
  firedAt: T0,
  resolvedAt: null,
  activeAt: T0,
  notifiedAt: T0,
  observed: 12,
  threshold: 10.5,
  expected: 2.5,
  finding: { kind: 'threshold', count: 12, windowMs: 300_000, threshold: 10 },
  windowMs: 300_000,
  peak: 12,
  memo: '{}',
  ...changes,
})

/** All of an async iterable, in order. */
export const collect = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

/** Every counted event, oldest first. */
export const allEvents = async (store: Store) =>
  collect(
    store.periodEvents({
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      afterEvent: 0,
      uptoEvent: Number.MAX_SAFE_INTEGER,
    }),
  )
