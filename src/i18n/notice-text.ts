import type { Notice, NoticeSubject } from '../domain/notice.ts'
import type { Messages } from './locale.ts'

/** A notice in words. `lines`: paragraphs. Names and errors in it are as others wrote them: not escaped. */
export interface NoticeText {
  readonly title: string
  readonly lines: readonly string[]
}

/** A message, as another one names it; `short` for a list. */
const subjectText = (
  of: NoticeSubject,
  messages: Messages,
  timezone: string,
  short = false,
): string => {
  const { notices, format } = messages
  const texts = short ? notices.subjectShort : notices.subject
  switch (of.kind) {
    case 'alert':
      return texts.alert({
        rules: format.list(of.rules),
        reason: notices.reasons[of.reason],
      })
    case 'digest':
      return texts.digest({ day: format.day(of.day) })
    case 'report':
      return texts.report
    case 'notice':
      return texts.notice({ title: noticeText(of.notice, messages, timezone).title })
  }
}

const capital = (text: string): string =>
  text.trimStart().charAt(0).toUpperCase() + text.trimStart().slice(1)

/** A notice in the words of a locale. `timezone` for the times in it. */
export const noticeText = (of: Notice, messages: Messages, timezone: string): NoticeText => {
  const { notices, format } = messages
  switch (of.kind) {
    case 'monitoring_gap': {
      const [from, to] = format.ends(of.from, of.to, timezone, undefined)
      const duration = format.duration(of.to - of.from)
      const text = notices.monitoringGap.text({ from, to, zone: timezone })
      const failures = notices.monitoringGap.failures({ count: of.failures })
      return {
        title: notices.monitoringGap.title({ duration }),
        lines: [`${text}${messages.gap}${failures}`],
      }
    }
    case 'too_many_series':
      return {
        title: notices.tooManySeries.title(of),
        lines: [notices.tooManySeries.text(of)],
      }
    case 'no_failures_logged':
      return { title: notices.noFailuresLogged.title, lines: [notices.noFailuresLogged.text] }
    case 'channel_failing': {
      const { channel, error, permanent } = of
      const texts = notices.channelFailing
      const what = subjectText(of.subject, messages, timezone)
      return {
        title: texts.title({ channel }),
        lines: [
          permanent ? texts.refused({ what, error }) : texts.waiting({ what, error }),
          permanent ? texts.refusedNext : texts.waitingNext,
          texts.once,
        ],
      }
    }
    case 'recipients_refused': {
      const { channel, answer } = of
      const texts = notices.recipientsRefused
      const what = capital(subjectText(of.subject, messages, timezone))
      return {
        title: texts.title({ channel, names: format.list(of.recipients) }),
        lines: [texts.text({ what, answer }), texts.weekly],
      }
    }
    case 'held_back': {
      const { count, limit } = of
      const texts = notices.heldBack
      const [from, to] = format.ends(of.from, of.to, timezone, of.to)
      return {
        title: texts.title({ count }),
        lines: [
          texts.text({ count, limit, from, to, zone: timezone }),
          ...of.subjects.map((each) =>
            texts.line({
              count: each.count,
              what: subjectText(each.subject, messages, timezone, true),
            }),
          ),
          ...(of.more === 0 ? [] : [messages.andMore({ count: of.more })]),
          texts.next,
        ],
      }
    }
    case 'state_unwritable':
      return {
        title: notices.stateUnwritable.title,
        lines: [notices.stateUnwritable.text({ error: of.error })],
      }
    case 'state_writable':
      return { title: notices.stateWritable.title, lines: [notices.stateWritable.text] }
    case 'state_rebuilding':
      return {
        title: notices.stateRebuilding.title,
        lines: [notices.stateRebuilding.text({ file: of.file })],
      }
    case 'test':
      return { title: notices.test.title, lines: [notices.test.text] }
    case 'text':
      return { title: of.title, lines: of.text.split('\n') }
  }
}
