import type { Output } from '../cli/io.ts'
import type { Clock } from '../domain/ports.ts'

/** Tells a person what happens, as it happens. */
export interface Narrator {
  /** A line with the time since the start and a label, and more lines below it. */
  readonly tell: (label: string, line: string, more?: readonly string[]) => void
  /** Lines of their own, without a time. */
  readonly say: (...lines: readonly string[]) => void
}

/** Of a long message the start: the whole of it is in a file. */
const mostLines = 14
const columns = 96
const margin = ' '.repeat(20)

/** Breaks a line between words, and words that are longer than a line. */
const wrapped = (line: string): readonly string[] =>
  line.match(new RegExp(`.{1,${columns}}(?:\\s|$)|.{${columns}}`, 'g')) ?? ['']

const shortened = (lines: readonly string[]): readonly string[] => {
  const all = lines.flatMap(wrapped)
  return all.length <= mostLines
    ? all
    : [...all.slice(0, mostLines - 1), `… ${all.length - mostLines + 1} more lines`]
}

/** It counts from its own making. */
export const createNarrator = (output: Output, clock: Clock): Narrator => {
  const start = clock.now()
  const paint = (code: number, text: string) =>
    output.isTty ? `\u001b[${code}m${text}\u001b[0m` : text
  const write = (lines: readonly string[]) =>
    output.write(lines.map((line) => `${line.trimEnd()}\n`).join(''))
  return {
    say: (...lines) => write(lines),
    tell: (label, line, more = []) => {
      const seconds = Math.round((clock.now() - start) / 1000)
      const stamp = `+${seconds} s`.padStart(6)
      const details = shortened(more).map((detail) => `${margin}${paint(2, '│')} ${detail}`)
      write([`${paint(2, stamp)}  ${paint(1, label.padEnd(10))}  ${line}`, ...details])
    },
  }
}
