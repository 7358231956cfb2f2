import { describe, expect, it } from 'vitest'
import { openPrompt } from '../../src/app/open/open-prompt.ts'
import { renderEmail } from '../../src/channels/email/email-message.ts'
import { renderSlack } from '../../src/channels/slack/slack-message.ts'
import { runAnalyze } from '../../src/cli/analyze/analyze-command.ts'
import { english as texts } from '../../src/i18n/en.ts'
import { createLocale } from '../../src/i18n/locale.ts'
import { isLocale, localeNames, localeOf } from '../../src/i18n/locales.ts'
import { createApp } from '../../src/web/app.ts'
import { listen } from '../../src/web/server.ts'
import { failure, fakePorts, OPTIONS } from '../cli/analyze/fake-ports.ts'
import { captureIo } from '../cli/support.ts'
import { alert } from '../render/notifications.ts'
import { richDigest, richFacts } from '../render/rich.ts'
import { quiet } from '../state/quiet.ts'
import { NOW, withPage } from '../web/with-page.ts'

/** All there is to a further locale: one object of texts; what it does not say, English says. */
const german = createLocale('de', {
  messages: {
    ...texts.messages,
    patterns: { ...texts.messages.patterns, day: 'dd.MM.yyyy' },
    durations: { ...texts.messages.durations, minutes: '{count, number} Min.' },
    failures: '{count, number} Fehler',
    reasons: { ...texts.messages.reasons, 'first seen': 'ALARM' },
    finding: {
      ...texts.messages.finding,
      noSuccesses: 'seit {silent} keine Anfrage mit Erfolg',
    },
    totalOf: 'Summe',
    byModel: 'Nach Modell',
    plain: { ...texts.messages.plain, noFailures: 'Keine Fehler von {from} bis {to}.' },
  },
  page: {
    ...texts.page,
    groups: 'Gruppen',
    firingCount: '{count, plural, one {# Alarm} other {# Alarme}}',
  },
})

describe('a further locale is one object', () => {
  const { page } = withPage('', 1)

  it('that an alert speaks, the sentence of its rule too', () => {
    const finding = {
      kind: 'flatline',
      of: 'successes',
      count: 0,
      windowMs: 600_000,
      silentMs: 1_200_000,
      usual: 30,
    } as const
    const notified = alert('first seen', { finding })
    const { text, blocks } = renderSlack(notified, notified.createdAt, {}, german.messages)
    expect(text).toContain('ALARM')
    expect(text).toContain('seit 20 Min. keine Anfrage mit Erfolg')
    expect(JSON.stringify(blocks)).toContain('seit 20 Min. keine Anfrage mit Erfolg')
  })

  it('that the mail of a digest speaks, with its dates and numbers', () => {
    const digest = richDigest()
    const about = { from: 'a@b.example' }
    const mail = renderEmail(digest, digest.createdAt, about, german.messages)
    expect(mail.subject).toContain('01.03.2026: 1.204 Fehler')
    for (const part of [mail.html, mail.text]) {
      expect(part).toContain('Nach Modell')
      expect(part).toContain('1.204')
      expect(part).not.toContain('1,204')
    }
    expect(mail.html).toContain('lang="de"')
  })

  it('that the page speaks', async () => {
    const { parts } = page()
    const app = createApp(
      {
        instance: 'prod',
        timezone: 'UTC',
        locale: german,
        token: '',
        metricsToken: '',
        basePath: '',
      },
      {
        store: parts.store.views,
        silences: parts.store,
        artifacts: { list: async () => [], open: async () => null },
        daemon: () => ({ model: null, nextDigestAt: null, channels: [] }),
        configuration: () => ({}),
        mail: async () => '',
        metrics: { contentType: 'text/plain', text: async () => '' },
        unready: () => [],
        clock: { now: () => NOW },
        log: quiet,
        newId: () => 'id',
        randomBytes: (count) => Buffer.alloc(count, 7),
      },
    )
    await parts.store.recordPoll({ at: NOW, ok: true, reason: '' })
    const web = await listen(app, '127.0.0.1', 0)
    const answer = await fetch(web.url)
    const html = await answer.text()
    await web.stop()
    expect(answer.status).toBe(200)
    expect(html).toContain('<html lang="de">')
    expect(html).toContain('Gruppen')
    expect(html).toContain('1 Alarm ')
  })

  it('that an analysis speaks, on the terminal and in its file', async () => {
    const { ports, written } = fakePorts([failure()])
    const io = captureIo()
    await runAnalyze(ports, { ...OPTIONS, locale: german }, io)
    expect(io.out()).toContain('Summe: 1 Fehler')
    expect(io.out()).toContain('Nach Modell')
    expect(written.get('2026-03-01/llm_analysis_120000.txt')).toContain('1 Fehler')
    const calm = captureIo()
    await runAnalyze(fakePorts([]).ports, { ...OPTIONS, locale: german }, calm)
    expect(calm.out()).toContain('Keine Fehler')
  })

  it('that the model is asked to answer in', () => {
    const settings = { locale: german.name, promptDir: '', maxPromptTokens: 4000 }
    const { system } = openPrompt(settings, () => 'TAG')(richFacts)
    expect(system).toContain('German')
  })
})

describe('the locales there are', () => {
  it('are found by name, by language, and nothing else is taken', () => {
    expect(localeNames).toEqual(['en', 'zh-CN'])
    for (const name of localeNames) expect(localeOf(name).name).toBe(name)
    expect(['en-GB', 'zh', 'ZH-cn', 'zh-Hans-SG'].filter(isLocale)).toHaveLength(4)
    expect(['de', '', 'en_US', 'zh-!', 'english'].filter(isLocale)).toEqual([])
  })

  it.each(localeNames)('say of all their words whose they are: %s', (name) => {
    const { messages, page } = localeOf(name)
    expect([messages.locale, page.locale]).toEqual([name, name])
  })
})
