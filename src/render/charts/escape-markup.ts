import { clean } from '../escape.ts'

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Untrusted text as it may stand in markup, in an attribute or between tags. */
export const escapeMarkup = (text: string): string =>
  clean(text).replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
