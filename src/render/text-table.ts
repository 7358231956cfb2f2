import type { Count } from '../domain/facts.ts'
import type { Messages } from '../i18n/locale.ts'
import { cut } from './escape.ts'
import { countedName, firstRows } from './rows.ts'

/** East Asian characters and emoji take two cells of a terminal. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\p{Emoji_Presentation}]/u
const none = /\p{Mn}|\p{Me}|\p{Cf}/u

/** Cells that a text takes in a terminal, by the common rule; close enough to line columns up. */
export const cells = (text: string): number => {
  let sum = 0
  for (const character of text) sum += none.test(character) ? 0 : wide.test(character) ? 2 : 1
  return sum
}

const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - cells(text)))

/** A name in at most `width` cells. */
const fitCells = (text: string, width: number): string => {
  let fitted = text
  for (let length = width; cells(fitted) > width; length--) fitted = cut(text, length)
  return fitted
}

/** Counts as aligned lines, `name   count  share`, for a terminal; at most `width` cells wide. */
export const countLines = (
  counts: readonly Count[],
  total: number,
  most: number,
  messages: Messages,
  width = 72,
): readonly string[] => {
  const { rows, more } = firstRows(counts, most)
  const table = rows.map((row) => ({
    name: countedName(row, messages),
    count: messages.format.number(row.count),
    share: total > 0 ? messages.format.share(row.count / total) : '',
  }))
  const countWidth = Math.max(0, ...table.map(({ count }) => count.length))
  const shareWidth = Math.max(4, ...table.map(({ share }) => share.length))
  const nameWidth = Math.min(
    width - countWidth - shareWidth - 6,
    Math.max(12, ...table.map(({ name }) => cells(name))),
  )
  const lines = table.map(({ name, count, share }) =>
    `  ${padEnd(fitCells(name, nameWidth), nameWidth)}  ${count.padStart(countWidth)}  ${share.padStart(shareWidth)}`.trimEnd(),
  )
  return more === 0 ? lines : [...lines, `  ${messages.andMore({ count: more })}`]
}

/** What stands before a list's item: its other lines begin below its text. */
const itemMark = /^(?:•|\d{1,3}\.) /

// A Chinese sentence has no spaces: it may break before any character but those that close something.
const pieces =
  /(?<space> *)(?<piece>[\p{Script=Han}\u3001-\u303f\uff01-\uff60][\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u300b\u300d\u201d]*|[^ \p{Script=Han}\u3001-\u303f\uff01-\uff60]+)/gu

/** Text in lines of at most `width` cells, broken where words end; `indent` stands before each. A long word stays whole. */
export const wrapLines = (text: string, width: number, indent = ''): readonly string[] =>
  text.split('\n').flatMap((paragraph) => {
    const hang = ' '.repeat(itemMark.exec(paragraph)?.[0].length ?? 0)
    const lines: string[] = []
    let line = ''
    for (const { groups } of paragraph.matchAll(pieces)) {
      const { space = '', piece = '' } = groups ?? {}
      if (line.trim() !== '' && cells(indent + line + space + piece) > width) {
        lines.push(line)
        line = hang + piece
      } else line += space + piece
    }
    return [...lines, line].map((each) => `${indent}${each}`.trimEnd())
  })
