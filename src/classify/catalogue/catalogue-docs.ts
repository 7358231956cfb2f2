import { type CatalogueEntry, type CatalogueFamily, type LocalText, say } from './entry.ts'

type Locale = keyof LocalText

const FAULTS: Readonly<Record<CatalogueEntry['fault'], LocalText>> = {
  caller: say('the caller', '调用方'),
  provider: say('the provider or its account', '供应商或供应商账户'),
  capacity: say('capacity', '容量不足'),
  proxy: say('the proxy itself', '代理自身'),
}

const ACTS: Readonly<Record<CatalogueEntry['acts'], LocalText>> = {
  caller: say('the caller', '调用方'),
  operator: say('the operator of the proxy', '代理管理员'),
  provider: say('the provider; retry later', '供应商；稍后重试'),
}

const TITLE = say('Known failures', '已知故障')
const INTRO = say(
  'Lookout recognises these failures without asking a model. This page is generated from the catalogue.',
  'Lookout 无需调用模型即可识别以下故障。本页由故障目录自动生成。',
)
const FAULT = say('Fault: ', '问题归属：')
const WHO = say('Who acts: ', '由谁处理：')
const LINK = say('Documentation: ', '相关文档：')

const entryLines = (entry: CatalogueEntry, locale: Locale): readonly string[] => [
  `### ${entry.title[locale]}`,
  '',
  `\`${entry.id}\` · ${FAULT[locale]}${FAULTS[entry.fault][locale]} · ${WHO[locale]}${ACTS[entry.acts][locale]}`,
  '',
  entry.meaning[locale],
  '',
  ...entry.remedies.map((remedy) => `- ${remedy[locale]}`),
  ...(entry.link === undefined ? [] : ['', `${LINK[locale]}<${entry.link}>`]),
  '',
]

/** The page of the documentation that lists the catalogue, as markdown. */
export const renderCatalogueDocs = (families: readonly CatalogueFamily[], locale: Locale): string =>
  [
    `# ${TITLE[locale]}`,
    '',
    INTRO[locale],
    '',
    ...families.flatMap(({ title, entries }) => [
      `## ${title[locale]}`,
      '',
      ...entries.flatMap((entry) => entryLines(entry, locale)),
    ]),
  ].join('\n')
