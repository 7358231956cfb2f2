import { describe, expect, it } from 'vitest'
import { renderEmail } from '../../src/channels/email/email-message.ts'
import { emailText } from '../../src/channels/email/email-text.ts'
import { renderSlack } from '../../src/channels/slack/slack-message.ts'
import { english } from '../../src/i18n/locales.ts'
import { causeLines, explainedParts } from '../../src/render/explained.ts'
import { alert, digest } from './notifications.ts'
import { explainedAlert, explanation, richDigest } from './rich.ts'

const slack = (notification: Parameters<typeof renderSlack>[0]) =>
  JSON.stringify(renderSlack(notification, notification.createdAt).blocks)

describe('the words of an alert', () => {
  it('stand right below the story: why, how sure, what to do, whom to tell', () => {
    const text = emailText(explainedAlert(), explainedAlert().createdAt, english.messages)
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'in 5 min) Probable cause (high confidence): An outage at the provider',
    )
    expect(text).toContain('What to do: Add a fallback for gpt-4o')
    expect(slack(explainedAlert())).toContain('*Probable cause (high confidence)*: An outage')
    expect(slack(explainedAlert())).toContain('AI summary (qwen3-32b)')
  })

  it('alone make a message when they come late', () => {
    const late = { ...explainedAlert(), followUp: true }
    expect(renderSlack(late, late.createdAt).text).toContain(
      'Probable cause of provider failures of model gpt-4o',
    )
    expect(slack(late)).not.toContain('Example')
    expect(emailText(late, late.createdAt, english.messages)).not.toContain('billing-service 22')
  })

  it('are left out where there are none, and taken whole where they have no parts', () => {
    expect(causeLines(undefined, english.messages)).toEqual([])
    expect(
      causeLines({ text: null, notes: [{ kind: 'no_model' }], model: '' }, english.messages),
    ).toEqual([])
    expect(
      causeLines({ text: 'It was the network.', notes: [], model: 'm' }, english.messages),
    ).toEqual([{ label: 'Probable cause', text: 'It was the network.' }])
    expect(slack(alert())).not.toContain('Probable cause')
  })
})

describe('the words of a digest', () => {
  it('are laid out in their parts on Slack and in mails', () => {
    const { html, text } = renderEmail(richDigest(), 0, { from: 'a@b.example' })
    for (const { cause, advice, tell } of explanation.problems ?? []) {
      const [start = ''] = cause.split(':')
      for (const said of [start, advice.slice(0, 30), tell]) {
        expect(html).toContain(said)
        expect(text.replaceAll(/\s+/g, ' ')).toContain(said)
        expect(slack(richDigest())).toContain(said)
      }
    }
    expect(html).toContain('Model by model')
    expect(text).toContain('• Ask for a higher limit')
  })

  it('are read as Markdown where the model answered in plain words', () => {
    expect(explainedParts(digest().explanation, english.messages)).toBeNull()
    expect(renderEmail(digest(), 0, { from: 'a@b.example' }).html).toContain(
      '<strong>OpenAI server errors</strong>',
    )
  })

  it('tell their note, when there is something to be known about them', () => {
    const note = 'the model answered in plain words'
    const { html } = renderEmail(
      richDigest({ explanation: { ...explanation, notes: [{ kind: 'text', text: note }] } }),
      0,
      {
        from: 'a@b.example',
      },
    )
    expect(html).toContain(`Note: ${note}.`)
  })
})

describe('what a digest is held against', () => {
  it('is told in every form', () => {
    const { text } = renderEmail(richDigest(), 0, { from: 'a@b.example' })
    for (const body of [text.replaceAll(/\s+/g, ' '), slack(richDigest())]) {
      expect(body).toContain('+50% compared with the day before (803)')
      expect(body).toContain('-15% compared with a week before (1,411)')
      expect(body).toContain('2.5% of 48,210 requests failed')
      expect(body).toContain('Monitoring gap 05:00 – 05:20')
    }
    expect(text).toContain('Gone since the day before')
  })
})
