import { describe, expect, it } from 'vitest'
import { type ClassifierParts, createClassifier } from '../../src/classify/classify.ts'
import type { ErrorEvent } from '../../src/domain/event.ts'
import { failedEvent } from '../support/mapped-row.ts'

const SECRET = `SECRET${'x'.repeat(40)}`

const event = (
  error: Readonly<Record<string, unknown>> = {},
  columns: Readonly<Record<string, unknown>> = {},
): ErrorEvent =>
  failedEvent(
    {
      error_code: '500',
      error_class: 'InternalServerError',
      llm_provider: 'openai',
      error_message: 'boom',
      ...error,
    },
    { request_id: 'r1', ...columns },
  )

const parts = (over: Partial<ClassifierParts> = {}): ClassifierParts => ({
  fingerprint: (input) => ({
    fingerprint: `${input.errorClass}|${input.message.length}`,
    version: 1,
    template: input.message.slice(0, 20),
    title: input.message.slice(0, 10),
  }),
  faultOf: ({ status }) => (status === '429' ? 'capacity' : 'provider'),
  redact: (text) => ({ text: text.replaceAll(/SECRETx{8,}/g, '[gone]') }),
  maxMessage: 100,
  ...over,
})

describe('classify', () => {
  it('gives an event its group and its fault and leaves its identity alone', () => {
    const made = createClassifier(parts())(event({ error_code: '429' }), 5000)
    expect(made).toMatchObject({
      requestId: 'r1',
      startTime: 1000,
      fault: 'capacity',
      fromFuture: false,
      group: { fingerprint: 'InternalServerError|4', title: 'boom' },
    })
  })

  it('redacts every text that is shown, before the group is found', () => {
    const made = createClassifier(parts())(
      event(
        { error_message: `key ${SECRET}`, traceback: SECRET },
        { model_group: SECRET, team_id: SECRET },
      ),
      5000,
    )
    expect(JSON.stringify(made)).not.toContain('SECRETx')
    expect(made.group.template).toBe('key [gone]')
  })

  it('keeps no half of a secret where a long message is cut', () => {
    for (let before = 16_300; before < 16_420; before += 7) {
      const message = `${'a'.repeat(before)} ${SECRET} ${'b'.repeat(5000)}`
      const made = createClassifier(parts({ maxMessage: 16_384 }))(
        event({ error_message: message }),
        5000,
      )
      expect(made.message).not.toContain('SECRETx')
      expect(made.message.length).toBeLessThanOrEqual(16_384)
    }
  })

  it('finds the same group whatever length of message is kept', () => {
    const message = 'm'.repeat(3000)
    const short = createClassifier(parts({ maxMessage: 10 }))(
      event({ error_message: message }),
      5000,
    )
    const long = createClassifier(parts({ maxMessage: 8000 }))(
      event({ error_message: message }),
      5000,
    )
    expect(short.message).toHaveLength(10)
    expect(short.group).toEqual(long.group)
  })

  it('never cuts through a surrogate pair', () => {
    const made = createClassifier(parts({ maxMessage: 5 }))(
      event({ error_message: '😀😀😀😀' }),
      5000,
    )
    expect(made.message).toBe('😀😀')
  })

  it('flags what lies ahead of the clock of the database', () => {
    const classify = createClassifier(parts())
    expect(classify(event({}, { endTime: 6000 }), 5000).fromFuture).toBe(true)
    expect(classify(event({}, { endTime: 5000 }), 5000).fromFuture).toBe(false)
  })
})
