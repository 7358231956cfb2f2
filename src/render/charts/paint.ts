import { clean } from '../escape.ts'

/**
 * How a chart gets its colours: on the page by class, so that the style sheet decides (and the dark scheme, and the
 * policy that forbids styles in the markup, are kept); elsewhere by colours written into the picture.
 */
export interface Paint {
  /** Attributes for what is filled: `series` 0 to 7, the last for all the rest. */
  readonly series: (index: number) => string
  readonly line: string
  readonly label: string
  readonly mark: string
  /** Attributes of the picture itself. */
  readonly root: string
}

/** Colours that are told apart; the eighth is for all the rest. */
export const colours = [
  '#2f6db3',
  '#d1791f',
  '#3f8f63',
  '#b8475f',
  '#7a62b3',
  '#8c7145',
  '#2b93a3',
  '#8791a0',
] as const

/** How many kinds have a colour of their own; the others share the last one. */
export const seriesColours = colours.length

export const byClass: Paint = {
  series: (index) => `class="s${Math.min(index, colours.length - 1)}"`,
  line: 'class="chart-line"',
  label: 'class="chart-label"',
  mark: 'class="chart-mark"',
  root: 'class="chart"',
}

/** For pictures that stand alone, on a white ground. */
export const byColour: Paint = {
  series: (index) => `fill="${colours[Math.min(index, colours.length - 1)]}"`,
  line: 'stroke="#e1e5ea" stroke-width="1"',
  label: 'fill="#5b6675" font-size="11" font-family="sans-serif"',
  mark: 'fill="#b3261e"',
  root: 'style="background:#ffffff"',
}

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
