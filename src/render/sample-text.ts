import type { AlertView } from '../domain/notification.ts'
import type { Messages } from '../i18n/locale.ts'
import { shortLine, shortText } from './escape.ts'

/**
 * An example's message, or what stands in for an empty one (the proxy's own exceptions often have none): what kind of
 * failure it was, as far as it is known. Cleaned, not yet escaped.
 */
export const sampleText = (
  message: string,
  about: { readonly errorType: string | null; readonly status: string | null },
  max: number,
  messages: Messages,
): string => {
  const text = shortText(message, max)
  if (text !== '') return text
  const kind = [about.errorType, about.status].filter((part) => part !== null && part !== '')
  return kind.length === 0 ? messages.noMessage : `${kind.join(' ')} (${messages.noMessage})`
}

/** The same for an alert's example: its commonest error stands in for an empty message. */
export const alertSample = (alert: AlertView, max: number, messages: Messages): string =>
  sampleText(
    alert.sample?.message ?? '',
    { errorType: shortLine(alert.errorTypes[0]?.name ?? ''), status: '' },
    max,
    messages,
  )
