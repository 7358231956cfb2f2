import type { Facts } from '../domain/facts.ts'
import { findingLine } from '../i18n/finding-text.ts'
import { english } from '../i18n/locales.ts'

/** What the alert's rule found, as the prompt says it and answers may repeat it; empty for facts of a period. */
export const alertText = ({ alert, timezone }: Facts): string =>
  alert === undefined ? '' : findingLine(alert.finding, english.messages, timezone)
