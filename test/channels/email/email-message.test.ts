import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderEmail } from '../../../src/channels/email/email-message.ts'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import { anyNotification, attacks } from '../../render/hostile.ts'
import {
  alert,
  calmDigest,
  digest,
  grouped,
  report,
  resolved,
  system,
} from '../../render/notifications.ts'

const options = { from: 'Lookout <lookout@example.com>' }
const render = (notification: Parameters<typeof renderEmail>[0], after = MINUTE_MS) =>
  renderEmail(notification, notification.createdAt + after, options)

/** What a reader sees of HTML: no tags, no styles, entities as characters. */
const seen = (html: string): string =>
  html
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<(style|title)[^>]*>[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')

describe('subjects', () => {
  it.each([
    [alert(), '[prod] FIRING: provider failures of model gpt-4o — 34 in 5 min'],
    [alert('still firing'), '[prod] STILL FIRING: provider failures of model gpt-4o — 34 in 5 min'],
    [resolved(), '[prod] RESOLVED: provider failures of model gpt-4o — 412 failures in 25 min'],
    [digest(), '[prod] Daily digest 2026-03-01: 1,204 failures'],
    [calmDigest(), '[prod] Daily digest 2026-03-01: no failures'],
    [report(), '[prod] Report 2026-03-01 03:00 – 04:00: 1,204 failures'],
    [system(), '[prod] Lookout cannot write its state database'],
  ])('say what it is (%#)', (notification, subject) => {
    expect(render(notification).subject).toBe(subject)
  })

  it('show a key by its alias and name every label in words', () => {
    const labels = { key: '88dc28d0f030c55ed4ab77ed8faf098196cb1c05', fault: 'provider' }
    const { subject } = render(alert('first seen', { labels, shown: { key: 'billing' } }))
    expect(subject).toContain('of key billing, caused by the provider')
    expect(subject).not.toContain('88dc28d0')
  })
})

describe('an alert mail', () => {
  it('tells in HTML and in text what broke, since when, for whom, with one example', () => {
    const { html, text } = render(alert())
    for (const body of [seen(html), text.replaceAll(/\s+/g, ' ')]) {
      expect(body).toContain(
        '41 failures since 03:12 Europe/Berlin, 6 min ago (threshold 10 in 5 min)',
      )
      expect(body).toMatch(/billing-service 22/)
      expect(body).toContain('0b6c5d9e-8c1f-4c0e-9f39-2f8a1f3b7d11')
      expect(body).toContain('Sorry')
    }
    expect(html).toContain('href="https://wiki.example.com/runbooks/llm?section=provider&amp;v=2"')
  })

  it('lists the alerts that are told with it', () => {
    const { subject, html, text } = render(grouped())
    expect(subject).toContain(', and 2 more')
    for (const body of [seen(html), text])
      expect(body).toContain('provider failures of model o3 — 12 in 5 min')
  })

  it('says that it waited', () => {
    expect(render(alert(), 10 * MINUTE_MS).text).toContain('Delayed by 10 min')
    expect(seen(render(alert(), 10 * MINUTE_MS).html)).toContain('Delayed by 10 min')
    expect(seen(render(alert(), MINUTE_MS).html)).not.toContain('Delayed')
  })
})

describe('a digest mail', () => {
  it('tells totals, counts, groups, late rows and the words in HTML and in text', () => {
    const { html, text } = render(digest())
    for (const body of [seen(html), text.replaceAll(/\s+/g, ' ')]) {
      expect(body).toContain('1,204')
      expect(body).toMatch(/ContextWindowExceededError 431/)
      expect(body).toMatch(/data-platform 431/)
      expect(body).toContain("This model's maximum context length is <number> tokens")
      expect(body).toContain('612 failures, 51%, from 03:12 to 03:37')
      expect(body).toContain('Plus 3 late-arriving failures from earlier days.')
      expect(body).toContain('chatcmpl-4e6d0177-5a1b')
      expect(body).toContain('Add a fallback for gpt-4o')
      expect(body).toContain('AI summary (qwen3-32b)')
    }
    expect(html).toContain('<strong>OpenAI server errors</strong>')
    expect(html).toContain('<ol')
    expect(text).not.toContain('**')
  })

  it('keeps its text within 72 columns, long words apart', () => {
    for (const line of render(digest()).text.split('\n'))
      expect(line.length).toBeLessThanOrEqual(72)
  })

  it('says in two lines that a day was calm', () => {
    const { html, text } = render(calmDigest())
    const body = text.split('\n\n')[1]
    expect(body?.split('\n')).toEqual(['No failed requests.', 'Nothing to do.'])
    expect(seen(html)).not.toContain('By model')
  })
})

describe('headers', () => {
  it('name the mail after the notification, in one thread for one alert', () => {
    const firing = render(alert()).headers
    expect(firing['Message-ID']).toBe('<alert-5f0c6d2e9b1a47c8-first-seen@example.com>')
    expect(firing['Auto-Submitted']).toBe('auto-generated')
    expect(firing['X-Lookout-Notification']).toBe('alert-5f0c6d2e9b1a47c8-first-seen')
    expect(render(resolved()).headers['References']).toBe(firing['References'])
    expect(firing).not.toHaveProperty('List-Id')
  })

  it('give digests a list, in the domain asked for', () => {
    expect(render(digest()).headers['List-Id']).toBe('<daily.prod.lookout.example.com>')
    const other = renderEmail(digest(), 0, { ...options, listDomain: 'lists.example.org' })
    expect(other.headers['List-Id']).toBe('<daily.prod.lookout.lists.example.org>')
  })

  it('and subject are one printable line each, whatever the text', () => {
    fc.assert(
      fc.property(
        anyNotification,
        fc.oneof(fc.constantFrom(...attacks), fc.string()),
        (n, from) => {
          const { subject, headers } = renderEmail(n, n.createdAt, { from })
          expect(subject).not.toMatch(/\p{Cc}/u)
          expect(subject.length).toBeLessThanOrEqual(200)
          for (const value of Object.values(headers)) expect(value).toMatch(/^[\x21-\x7e ]{1,400}$/)
        },
      ),
      { numRuns: 100, endOnFailure: true },
    )
  })
})

describe('text of others in a mail', () => {
  it('makes no tag, no attribute and no link of its own', () => {
    const allowed = new Set(
      'html body table tbody tr td th div h1 h2 p span strong code ol ul li a br'.split(' '),
    )
    fc.assert(
      fc.property(anyNotification, (notification) => {
        const { html } = renderEmail(notification, notification.createdAt, options)
        expect(html.isWellFormed()).toBe(true)
        // The frame's own head and what only Outlook reads are ours alone; texts stand in the body.
        const body = html.slice(html.indexOf('<body')).replaceAll(/<!--[\s\S]*?-->/g, '')
        const tags = [...body.matchAll(/<\/?([a-z0-9!]+)[^>]*>/gi)]
        const names = new Set(tags.map(([, name = '']) => name))
        expect([...names].filter((name) => !allowed.has(name))).toEqual([])
        expect(tags.filter(([tag]) => /\son[a-z]+=|javascript:|src=/i.test(tag))).toEqual([])
        const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
        expect(links.length).toBeLessThanOrEqual(1)
        for (const href of links) expect(href).toMatch(/^https?:/)
        expect(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(html)).toBe(false)
      }),
      // The inputs are large: the seed is enough to find the failure again, shrinking them takes minutes.
      { numRuns: 100, endOnFailure: true },
    )
  })

  it('never makes a mail that a mail server would refuse for its size', () => {
    fc.assert(
      fc.property(anyNotification, (notification) => {
        const { html, text } = renderEmail(notification, notification.createdAt, options)
        expect(html.length).toBeLessThan(500_000)
        expect(text.length).toBeLessThan(200_000)
      }),
      { numRuns: 100, endOnFailure: true },
    )
  })

  it.each(['# x\n', '- x\n', '`x` ', '**x** ', '<', '\n\nx'])(
    'bounds the mail also when a model repeats %j for ever',
    (part) => {
      const explanation = { text: part.repeat(50_000), notes: [], model: 'm' }
      const { html, text } = render(digest({ explanation }))
      expect(html.length).toBeLessThan(250_000)
      expect(text.length).toBeLessThan(60_000)
    },
  )
})
