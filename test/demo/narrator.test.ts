import { expect, test } from 'vitest'
import { createNarrator } from '../../src/demo/narrator.ts'

const narratorOn = (isTty: boolean) => {
  let written = ''
  let time = 5000
  const write = (text: string) => {
    written += text
  }
  const narrator = createNarrator({ write, isTty }, { now: () => time })
  return {
    narrator,
    pass: (ms: number) => {
      time += ms
    },
    written: () => written,
  }
}

test('each line says how long after the start it came', () => {
  const { narrator, pass, written } = narratorOn(false)
  narrator.tell('LiteLLM', 'is there')
  pass(12_400)
  narrator.tell('Slack', 'FIRING', ['Models', ''])
  expect(written()).toBe(
    `${[
      '  +0 s  LiteLLM     is there',
      ' +12 s  Slack       FIRING',
      '                    │ Models',
      '                    │',
    ].join('\n')}\n`,
  )
})

test('of a long message only the start is shown, and how much is left', () => {
  const { narrator, written } = narratorOn(false)
  narrator.tell(
    'Slack',
    'digest',
    Array.from({ length: 50 }, (_, line) => `line ${line}`),
  )
  expect(written()).toContain('line 12')
  expect(written()).not.toContain('line 13')
  expect(written()).toContain('… 37 more lines')
})

test('long lines are broken between words', () => {
  const { narrator, written } = narratorOn(false)
  narrator.tell('Slack', 'digest', ['word '.repeat(40), 'x'.repeat(100)])
  const lines = written().trimEnd().split('\n').slice(1)
  expect(lines.every((line) => line.length <= 118)).toBe(true)
  expect(lines.join(' ').match(/\bword\b/g)).toHaveLength(40)
  expect(lines.join('').match(/x/g)).toHaveLength(100)
})

test('colour is for terminals alone', () => {
  const [plain, painted] = [narratorOn(false), narratorOn(true)]
  for (const { narrator } of [plain, painted]) narrator.tell('Slack', 'FIRING')
  expect(plain.written()).not.toContain('\u001b')
  expect(painted.written()).toContain('\u001b[1mSlack')
})
