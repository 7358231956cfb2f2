import type { Catalogue } from '../../classify/catalogue/catalogue.ts'
import type { CatalogueEntry, LocalText } from '../../classify/catalogue/entry.ts'
import type { ExitCode, Output } from '../io.ts'

export interface ExplainQuestion {
  readonly message: string
  readonly errorClass?: string
  readonly status?: string
  readonly provider?: string
}

export interface ExplainOptions {
  /** The catalogue's language that is nearest to the configured one. */
  readonly language: keyof LocalText
  readonly json: boolean
}

const headings = {
  en: {
    fault: 'Fault',
    acts: 'Who acts',
    remedies: 'What to do',
    docs: 'Documentation',
    unknown: 'Not known: no entry of the catalogue fits this text.',
  },
  'zh-CN': {
    fault: '问题归属',
    acts: '处理方',
    remedies: '处理建议',
    docs: '文档',
    unknown: '未收录：故障目录中没有匹配此文本的条目。',
  },
} as const

const names = {
  en: {
    caller: 'caller',
    provider: 'provider',
    capacity: 'capacity',
    proxy: 'LiteLLM proxy',
    operator: 'operator',
  },
  'zh-CN': {
    caller: '调用方',
    provider: '供应商',
    capacity: '容量不足',
    proxy: 'LiteLLM 代理自身',
    operator: '运维',
  },
} as const

const colon = { en: ': ', 'zh-CN': '：' } as const

const lines = (entry: CatalogueEntry, language: keyof LocalText): readonly string[] => {
  const say = headings[language]
  const named = names[language]
  const join = colon[language]
  return [
    `${entry.title[language]} (${entry.id})`,
    entry.meaning[language],
    `${say.fault}${join}${named[entry.fault]}`,
    `${say.acts}${join}${named[entry.acts]}`,
    `${say.remedies}${join.trim()}`,
    ...entry.remedies.map((remedy, n) => `${n + 1}. ${remedy[language]}`),
    ...(entry.link === undefined ? [] : [`${say.docs}${join}${entry.link}`]),
  ]
}

const asJson = (entry: CatalogueEntry | undefined, language: keyof LocalText): object =>
  entry === undefined
    ? { known: false }
    : {
        known: true,
        id: entry.id,
        title: entry.title[language],
        fault: entry.fault,
        meaning: entry.meaning[language],
        remedies: entry.remedies.map((remedy) => remedy[language]),
        acts: entry.acts,
        link: entry.link ?? null,
      }

/** What the catalogue knows of an error text. That it knows nothing is an answer too: exit code 0. */
export const runExplain = (
  { recognise }: Pick<Catalogue, 'recognise'>,
  question: ExplainQuestion,
  { language, json }: ExplainOptions,
  stdout: Pick<Output, 'write'>,
): ExitCode => {
  const entry = recognise(question)
  if (json) stdout.write(`${JSON.stringify(asJson(entry, language))}\n`)
  else if (entry === undefined) stdout.write(`${headings[language].unknown}\n`)
  else stdout.write(`${lines(entry, language).join('\n')}\n`)
  return 0
}
