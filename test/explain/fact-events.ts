import type { FactEvent } from '../../src/facts/group-collector.ts'

/** An event with believable fields; a test names only what it is about. */
export const factEvent = (over: Partial<FactEvent> = {}): FactEvent => ({
  requestId: 'r1',
  time: Date.UTC(2026, 2, 1, 10, 15),
  model: 'gpt-4o',
  provider: 'openai',
  keyName: 'key-a',
  team: 'team-a',
  status: '500',
  errorType: 'InternalServerError',
  message: 'boom',
  fault: 'provider',
  group: { fingerprint: 'f1', template: 'boom', title: 'Boom' },
  ...over,
})
