import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SlackMessage, slackLimits } from '../../../src/channels/slack/slack-blocks.ts'
import { renderSlack } from '../../../src/channels/slack/slack-message.ts'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import { anyNotification, attacks } from '../../render/hostile.ts'
import {
  alert,
  alertView,
  calmDigest,
  digest,
  grouped,
  report,
  resolved,
  system,
} from '../../render/notifications.ts'

const textsOf = (message: SlackMessage): readonly string[] =>
  message.blocks.flatMap((block) => {
    if (block.type === 'divider') return []
    if (block.type === 'context') return block.elements.map(({ text }) => text)
    return 'fields' in block ? block.fields.map(({ text }) => text) : [block.text.text]
  })
const read = (message: SlackMessage): string => textsOf(message).join('\n')

describe('an alert on Slack', () => {
  it('says at a glance what broke, how badly, since when, for whom', () => {
    const message = renderSlack(alert(), alert().createdAt + MINUTE_MS)
    expect(textsOf(message)[0]).toBe(
      '🔴 [prod] FIRING: provider failures of model gpt-4o — 34 in 5 min',
    )
    const text = read(message)
    expect(text).toContain(
      '*41 failures since 03:12 Europe/Berlin, 6 min ago* (threshold 10 in 5 min)',
    )
    expect(text).toContain('*Keys*\n22 × `billing-service`')
    expect(text).toContain('*Teams*\n29 × `payments`')
    expect(text).toContain('request `0b6c5d9e-8c1f-4c0e-9f39-2f8a1f3b7d11`')
    expect(text).toContain(
      '<https://wiki.example.com/runbooks/llm?section=provider&amp;v=2|Runbook>',
    )
    expect(message.blocks.at(-1)).toMatchObject({ block_id: alert().id })
    expect(message.text).toContain('41 failures since 03:12')
  })

  it('compares with the usual where the rule knows it', () => {
    const finding = {
      kind: 'spike',
      count: 34,
      windowMs: 300_000,
      expected: 1.52,
      chance: 1 / 4_200,
    } as const
    const text = read(
      renderSlack(alert('first seen', { expected: 1.52, finding }), alert().createdAt),
    )
    expect(text).toContain('(normally 1.5 per 5 min)')
    expect(text).toContain('expected 1.5, chance of this being noise &lt; 1 in 4,000')
  })

  it('lets a rule of another kind speak for itself', () => {
    const message = renderSlack(
      alert('first seen', {
        finding: {
          kind: 'flatline',
          of: 'requests',
          count: 0,
          windowMs: 900_000,
          silentMs: 1_200_000,
          usual: null,
        },
      }),
      0,
    )
    expect(textsOf(message)[0]).toContain('— no requests for 20 min')
    expect(read(message)).not.toContain('threshold')
  })

  it('tells once it is over how long it was, how many and the peak', () => {
    const text = read(renderSlack(resolved(), resolved().createdAt))
    expect(text).toContain('✅ [prod] RESOLVED')
    expect(text).toContain('*Resolved after 25 min (03:12–03:37)*')
    expect(text).toContain('412 failures total, peak 58 in 5 min')
    expect(text).not.toContain('Example')
  })

  it('admits that the end is not known', () => {
    const text = read(renderSlack(alert('resolved, end unknown'), alert().createdAt))
    expect(text).toContain('ended while Lookout was not running')
  })

  it('says so when it waited more than two minutes, and not before', () => {
    const { createdAt } = alert()
    expect(read(renderSlack(alert(), createdAt + 2 * MINUTE_MS))).not.toContain('Delayed')
    expect(read(renderSlack(alert(), createdAt + 14 * MINUTE_MS))).toContain(
      'Delayed by 14 min: this message was written at 03:17 Europe/Berlin.',
    )
  })

  it('lists the alerts that are told with it', () => {
    const message = renderSlack(grouped(), grouped().createdAt)
    expect(textsOf(message)[0]).toContain('34 in 5 min, and 2 more')
    expect(read(message)).toContain(
      '*At the same time*\n• provider failures of model gpt-4o-mini — 21 in 5 min\n',
    )
  })

  it('links the page where it can be reached', () => {
    const message = renderSlack(alert(), 0, {
      pageUrl: 'https://lookout.example.com/',
      litellmUrl: 'https://llm.example.com',
    })
    expect(read(message)).toContain(
      "<https://lookout.example.com/alerts/5f0c6d2e9b1a47c8|Open in Lookout>  ·  <https://llm.example.com/ui/?page=logs|Open LiteLLM's UI>",
    )
  })

  it('says how many more there are of what it leaves out', () => {
    const keys = Array.from({ length: 12 }, (_, n) => ({ name: `key-${n}`, count: 12 - n }))
    const text = read(renderSlack(alert('first seen', { keys }), 0))
    expect(text).toContain('`key-4`\n… and 7 more')
    expect(text).not.toContain('key-5')
  })
})

describe('a digest and a report on Slack', () => {
  it('carry total, words, counts and groups', () => {
    const text = read(renderSlack(digest(), digest().createdAt))
    expect(text).toContain('📋 [prod] Daily digest 2026-03-01: 1,204 failures')
    expect(text).toContain('• Add a fallback for gpt-4o')
    expect(text).toContain('*By key*\n431 × `nightly-batch`')
    expect(text).toContain('from 03:12 to 03:37')
    expect(text).toContain('Plus 3 late-arriving failures from earlier days.')
    expect(read(renderSlack(report(), 0))).toContain(
      'No AI summary: the model at http://llm:4000 did not answer within 5 min.',
    )
  })

  it('say in two lines that a day was calm', () => {
    const texts = textsOf(renderSlack(calmDigest(), calmDigest().createdAt))
    expect(texts).toHaveLength(3)
    expect(texts[1]?.split('\n')).toHaveLength(2)
  })

  it('count the groups they leave out', () => {
    const { facts } = digest()
    const [first] = facts.groups
    if (first === undefined) throw new Error('the example has no group')
    const groups = Array.from({ length: 14 }, () => ({ ...first, count: 10 }))
    const many = digest({ facts: { ...facts, groups, moreGroups: 6, moreGroupsCount: 60 } })
    expect(read(renderSlack(many, 0))).toContain('… and 10 more errors with 100 failures.')
  })
})

describe('Slack’s limits', () => {
  it('hold for every notification, whatever its text', () => {
    fc.assert(
      fc.property(anyNotification, fc.nat(4e12), (notification, now) => {
        const message = renderSlack(notification, now)
        expect(message.blocks.length).toBeLessThanOrEqual(slackLimits.blocks)
        expect(JSON.stringify(message).length).toBeLessThanOrEqual(slackLimits.message)
        expect(message.text.trim()).not.toBe('')
        for (const block of message.blocks) {
          if (block.type === 'header') expect(block.text.text.length).toBeLessThanOrEqual(150)
          if ('fields' in block) {
            expect(block.fields.length).toBeLessThanOrEqual(10)
            for (const { text } of block.fields) expect(text.length).toBeLessThanOrEqual(2000)
          }
        }
        for (const text of textsOf(message)) {
          expect(text.length).toBeLessThanOrEqual(3000)
          expect(text.trim()).not.toBe('')
        }
      }),
      { numRuns: 100, endOnFailure: true },
    )
  })

  it('are kept by cutting, not by leaving out, when everything is long', () => {
    const long = digest({ explanation: { text: 'word '.repeat(5_000), notes: [], model: 'm' } })
    const message = renderSlack(long, 0)
    expect(JSON.stringify(message).length).toBeGreaterThan(4_000)
    expect(read(message)).toContain('…')
    expect(read(message)).toContain('InternalServerError')
  })
})

describe('text of others on Slack', () => {
  it('cannot ping, link, turn the reading direction or send controls', () => {
    fc.assert(
      fc.property(anyNotification, (notification) => {
        const message = renderSlack(notification, notification.createdAt)
        for (const text of [message.text, ...textsOf(message)]) {
          // The only brackets left are our own links.
          expect(
            text.replaceAll(/<https?:\/\/[^<>|]+\|(?:Runbook|Open in Lookout)>/g, ''),
          ).not.toMatch(/[<>]/)
          expect(text.replaceAll(/&(?:amp|lt|gt);/g, '')).not.toMatch(/&/)
          expect(text).not.toMatch(/@(?:here|channel|everyone)\b/i)
          expect(text).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u)
          expect(text.isWellFormed()).toBe(true)
        }
      }),
      { numRuns: 100, endOnFailure: true },
    )
  })

  it.each(attacks)('of the model formats, links and pings nothing: %j', (attack) => {
    const said = { text: attack, notes: [], model: attack, headline: attack }
    const problem = { text: attack, cause: attack, advice: attack, tell: attack, cites: [] }
    const explanation = {
      ...said,
      problems: [{ ...problem, confidence: 'high' as const }],
      byModel: [{ model: attack, text: attack }],
      advice: [attack],
    }
    const marks = (message: SlackMessage) =>
      textsOf(message)
        .join('\n')
        .replaceAll(/\*[^*\n]+\*/g, '')
        .replaceAll(/`[^`\n]+`/g, '')
        .replaceAll(/```\n[^`]+\n```/g, '')
        .replaceAll(/<https:[^<>|]+\|Runbook>/g, '')
    for (const message of [
      renderSlack({ ...alert(), explanation }, 0),
      renderSlack({ ...alert(), explanation, followUp: true }, 0),
      renderSlack(digest({ explanation }), 0),
    ]) {
      expect(marks(message)).not.toMatch(/[*`<>]|(?<![\p{L}\p{N}])_|:[a-z+-][a-z0-9_+'-]*:/iu)
      expect(marks(message)).not.toMatch(/@(?:here|channel|everyone)\b/i)
    }
  })

  it.each(attacks)('stays in its code, whatever it is: %j', (attack) => {
    const sample = alertView.sample && { ...alertView.sample, message: attack }
    const message = renderSlack(
      alert('first seen', { sample, keys: [{ name: attack, count: 3 }] }),
      0,
    )
    const example = textsOf(message).find((text) => text.startsWith('*Example*')) ?? ''
    expect(example.split('```')).toHaveLength(3)
    const keys = textsOf(message).find((text) => text.startsWith('*Keys*')) ?? ''
    expect(keys.split('\n')).toHaveLength(2)
    expect(keys.split('`')).toHaveLength(3)
  })

  it('is never unfurled or linked by Slack itself', () => {
    const message = renderSlack(
      system({ notice: { kind: 'text', title: 'A', text: 'see https://evil.example' } }),
      0,
    )
    expect(message).toMatchObject({ unfurl_links: false, unfurl_media: false, link_names: false })
    for (const block of renderSlack(alert(), 0).blocks)
      if (block.type === 'section' && 'text' in block && block.text.type === 'mrkdwn')
        expect(block.text.verbatim).toBe(true)
  })
})
