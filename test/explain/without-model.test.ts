import { describe, expect, it } from 'vitest'
import { describeFacts } from '../../src/explain/without-model.ts'
import { createFactsCollector } from '../../src/facts/collector.ts'
import { factEvent } from './fact-events.ts'

const collector = () =>
  createFactsCollector({
    instance: 'prod',
    timezone: 'UTC',
    from: Date.UTC(2026, 2, 1),
    to: Date.UTC(2026, 2, 2),
  })

describe('summary without a model', () => {
  it('says in one line that there was nothing', () => {
    expect(describeFacts(collector().finish())).toBe(
      'No failures from 2026-03-01 00:00:00 +00:00 to 2026-03-02 00:00:00 +00:00.',
    )
  })

  it('tells the cause, the largest groups and the rest', () => {
    const facts = collector()
    for (let group = 0; group < 7; group++) {
      for (let i = 0; i <= 7 - group; i++) {
        facts.add(
          factEvent({
            requestId: `r${group}-${i}`,
            fault: group === 0 ? 'capacity' : 'provider',
            group: { fingerprint: `f${group}`, template: 't', title: `Title ${group}` },
          }),
        )
      }
    }
    const text = describeFacts(facts.finish())
    expect(text).toContain('35 failures from 2026-03-01')
    expect(text).toContain('- the providers: 27 (77%)')
    expect(text).toContain('- lack of capacity (rate limits, no deployment left): 8 (23%)')
    expect(text).toContain('- [g1] Title 0: 8 (23%); models: gpt-4o 8; keys: key-a 8')
    expect(text).toContain('- and 2 more errors with 5 failures')
    expect(text).not.toContain('Title 5')
  })
})
