/** How a language says sentences that other rooms write in English and that are frozen with a message. */
export interface Translation {
  /**
   * Looked up by the English sentence, as message catalogues do it. `{duration}`, or `{any:duration}`, is said in the
   * language; `{n}` and `{m}` are numbers; what is in `{rest}` and `{what}` is looked up again; any other `{name}` is
   * kept as it is.
   */
  readonly catalogue: readonly (readonly [english: string, said: string])[]
  readonly units: Readonly<Record<'second' | 'minute' | 'min' | 'hour' | 'day', string>>
  /** A duration too short to be counted. */
  readonly moment: string
  readonly lessThan: (number: string) => string
  /** Between two clauses. */
  readonly between: string
}

interface Entry {
  readonly pattern: RegExp
  readonly said: string
  readonly slots: readonly { readonly name: string; readonly isDuration: boolean }[]
}

const duration = String.raw`(?:[\d,.]+ (?:second|minute|min|hour|day)s?(?: |(?=[;:,.)]|$)))+|a moment`
const slot = /\{(\w+)(?::(\w+))?\}/

const entryOf = ([english, said]: readonly [string, string]): Entry => {
  const slots: { name: string; isDuration: boolean }[] = []
  const source = english
    .split(/(\{[\w:]+\}|\(s\))/)
    .map((part) => {
      if (part === '(s)') return 's?'
      const [, name, kind] = slot.exec(part) ?? []
      if (name === undefined) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
      const isDuration = (kind ?? name) === 'duration'
      slots.push({ name, isDuration })
      return isDuration
        ? `(${duration})\\s?`
        : name === 'n' || name === 'm'
          ? '([\\d,.]+|less than 0\\.1)'
          : '(.+?)'
    })
    .join('')
    // A duration takes the space behind it along.
    .replaceAll('\\s? ', '\\s?')
  return { pattern: new RegExp(`^${source}$`), said, slots }
}

/** Makes what says a text line by line in a language; null where it knows none of the lines. */
export const createTranslate = ({
  catalogue,
  units,
  moment,
  lessThan,
  between,
}: Translation): ((text: string) => string | null) => {
  const entries = catalogue.map(entryOf)

  const durationSaid = (text: string): string =>
    text === 'a moment'
      ? moment
      : text
          .trim()
          .replace(
            /([\d,.]+) (second|minute|min|hour|day)s?/g,
            (_, count: string, unit: keyof typeof units) => `${count} ${units[unit]}`,
          )

  const saidOf = (text: string): string | null => {
    for (const { pattern, said, slots } of entries) {
      const found = pattern.exec(text)
      if (found === null) continue
      const values = new Map(
        slots.map(({ name, isDuration }, at) => {
          const value = found[at + 1] ?? ''
          if (isDuration) return [name, durationSaid(value)]
          if (name === 'rest' || name === 'what') return [name, saidOf(value) ?? value]
          return [name, value.replace('less than 0.1', lessThan('0.1'))]
        }),
      )
      return said.replace(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? '')
    }
    return null
  }

  /** A line as a whole, or clause by clause; null where there is none for any of them. */
  const lineSaid = (line: string): string | null => {
    const whole = saidOf(line)
    if (whole !== null) return whole
    const said = line.split('; ').map((clause) => ({ clause, said: saidOf(clause) }))
    return said.some((each) => each.said !== null)
      ? said.map((each) => each.said ?? each.clause).join(between)
      : null
  }

  return (text) => {
    const lines = text.split('\n').map((line) => ({ line, said: lineSaid(line) }))
    return lines.some(({ said }) => said !== null)
      ? lines.map(({ line, said }) => said ?? line).join('\n')
      : null
  }
}
