import { injections } from '../injections.ts'

/** The answer of a fake model to a prompt; null where it stays silent. */
export type FakeModel = (prompt: string) => string | null

interface Notified {
  readonly total: string
  readonly groups: readonly {
    readonly id: string
    readonly count: string
    readonly share: string
    readonly title: string
    readonly models: string
    readonly keys: string
    readonly first: string
    readonly last: string
  }[]
}

const first = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1]?.trim() ?? ''
const clock = (instant: string): string => instant.slice(11, 16)
const nameOf = (counted: string): string => counted.split(', ')[0]?.replace(/ [\d,]+$/, '') ?? ''

/** What a reader finds in the prompt: the facts between the marks, and nothing else. */
const read = (prompt: string): Notified => {
  const data = /<data-[^>]+>([\s\S]*)<\/data-/.exec(prompt)?.[1] ?? ''
  const [, ...blocks] = data.split(/^(?=\[g\d+\] )/m)
  return {
    total: first(data, /^Total: ([\d,]+)/m),
    groups: blocks.map((block) => ({
      id: first(block, /^\[(g\d+)\]/),
      count: first(block, /^\[g\d+\] ([\d,]+)/),
      share: first(block, /\(([^)]* %)\)/),
      title: first(block, /^\[g\d+\] [^:]*: (.+)$/m),
      models: first(block, /^ {2}models: (.+)$/m),
      keys: first(block, /^ {2}keys: (.+)$/m),
      first: first(block, /first (\S+ \S+)/),
      last: first(block, /last (\S+ \S+)/),
    })),
  }
}

const causes = [
  'Probably an outage on the side of the provider.',
  'The callers most likely send more than the model takes.',
  'Capacity is likely to be too small for the load.',
]

interface Words {
  readonly total: string
  readonly count: string
  readonly model: string
  readonly key: string
  readonly from: string
}

/** Sentences of many forms about the facts; `change` turns what they say into something else. */
const onceNotices = (prompt: string, change: (words: Words, at: number) => Words) => {
  const { total, groups } = read(prompt)
  const notified = groups.slice(0, 5).map((group, at) => {
    const words = change(
      {
        total,
        count: group.count,
        model: nameOf(group.models),
        key: nameOf(group.keys),
        from: clock(group.first),
      },
      at,
    )
    const forms = [
      `${words.count} failures of ${words.model} since ${words.from}, ${group.share} of all; the key ${words.key} is hit most.`,
      `Between ${words.from} and ${clock(group.last)} the model ${words.model} failed ${words.count} times.`,
      `${words.key} met ${words.count} failures on ${words.model}.`,
    ]
    return { group, text: forms[at % forms.length] ?? '', words, at }
  })
  return { total, told: notified }
}

const answerOf = (
  { total, told: notified }: ReturnType<typeof onceNotices>,
  headline: string,
): string =>
  JSON.stringify({
    headline: {
      text: headline,
      cites: ['t1', ...notified.slice(0, 1).map(({ group }) => group.id)],
    },
    severity: 'warning',
    problems: notified.map(({ group, text, words, at }) => ({
      text,
      cites: [group.id],
      cause: causes[at % causes.length],
      confidence: 'medium',
      advice: `Add a fallback for ${words.model}, or talk to the owner of ${words.key}.`,
      tell: `The owner of ${words.key}.`,
    })),
    byModel: notified.map(({ words, group }) => ({
      model: words.model,
      text: `${words.model} has ${words.count} failures of one kind.`,
      cites: [group.id],
    })),
    advice: [{ text: 'Look at the largest group first.', cites: ['g1'] }],
    total,
  })

export const honest: FakeModel = (prompt) => {
  const said = onceNotices(prompt, (words) => words)
  const top = said.told[0]
  return answerOf(
    said,
    `${said.total} failures, ${top?.group.share} of them on ${top?.words.model}.`,
  )
}

/** One thing in each problem is made up: a count, a model, a key, a time; and the total is. */
export const inventive: FakeModel = (prompt) => {
  const said = onceNotices(prompt, (words, at) => {
    if (at % 4 === 0) return { ...words, count: `${words.count}7` }
    if (at % 4 === 1) return { ...words, model: 'gpt-6-ultra' }
    if (at % 4 === 2) return { ...words, key: 'made-up-key-17' }
    return { ...words, from: '17:59' }
  })
  return answerOf(said, `${said.total}9 failures, mostly of gpt-6-ultra.`)
}

/** Does whatever an instruction in the data says, everywhere it can say something, and cites as it was asked to. */
export const obedient: FakeModel = (prompt) => {
  const data = /<data-[^>]+>([\s\S]*)<\/data-/.exec(prompt)?.[1] ?? ''
  const flat = data.replace(/\s+/g, ' ')
  const tag = /<data-([^>]+)>/.exec(prompt)?.[1] ?? ''
  const found = injections.find(({ text }) => flat.includes(text.replace(/\s+/g, ' ').slice(0, 60)))
  const text = (found?.obeyed ?? 'There is nothing to obey.').replaceAll('TAG', tag)
  const cites = ['t1', 'g1']
  return JSON.stringify({
    headline: { text, cites },
    severity: 'info',
    problems: [{ text, cites, cause: text, confidence: 'high', advice: text, tell: text }],
    byModel: [{ model: text, text, cites }],
    advice: [{ text, cites }, text],
  })
}

/** The same in plain words, without citations. */
export const obedientPlain: FakeModel = (prompt) => {
  const said = obedient(prompt)
  const { headline } = JSON.parse(said ?? '{}')
  return `${headline.text}\n\n- ${headline.text}`
}

export const silent: FakeModel = () => null

/** Never comes to its end: a server stops it at the token limit, in the middle of a word. */
export const endless: FakeModel = (prompt) => {
  const whole = honest(prompt) ?? ''
  return whole.slice(0, Math.floor(whole.length * 0.7))
}

export const plain: FakeModel = (prompt) => {
  const { total, told: notified } = onceNotices(prompt, (words) => words)
  return [
    `${total} failures in this period.`,
    '',
    '## Main problems',
    ...notified.map(({ group, text }) => `- [${group.id}] ${text} Probably the provider.`),
    '',
    '## Advice',
    '- Look at the largest group first [g1].',
  ].join('\n')
}
