import type { AlertNotification } from '../domain/notification.ts'
import type { Messages } from '../i18n/locale.ts'
import { isFiring } from './alert-story.ts'

/** A known failure in words: its heading, what it means and then what to do, in order, where to read on (an address). */
export interface KnownText {
  readonly heading: string
  readonly lines: readonly string[]
  readonly link: string | null
}

/** What the catalogue knows of a firing alert's most frequent error; null where it knows nothing. */
export const knownText = (
  notification: Pick<AlertNotification, 'alert' | 'reason'>,
  messages: Messages,
): KnownText | null => {
  const { known } = notification.alert
  if (known === undefined || !isFiring(notification)) return null
  const language = messages.locale.startsWith('zh') ? 'zh-CN' : 'en'
  return {
    heading: messages.knownFailure({ title: known.title[language] }),
    lines: [
      known.meaning[language],
      ...known.remedies.map((remedy, n) => `${n + 1}. ${remedy[language]}`),
    ],
    link: known.link ?? null,
  }
}
