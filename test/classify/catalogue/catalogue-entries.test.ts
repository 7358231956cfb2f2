import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../../../src/classify/catalogue/catalogue.ts'
import {
  CATALOGUE_ENTRIES,
  CATALOGUE_FAMILIES,
} from '../../../src/classify/catalogue/catalogue-entries.ts'
import { catalogueEntrySchema, GAP, type LocalText } from '../../../src/classify/catalogue/entry.ts'

const catalogue = createCatalogue(CATALOGUE_ENTRIES)

const textsOf = (entry: (typeof CATALOGUE_ENTRIES)[number]): readonly LocalText[] => [
  entry.title,
  entry.meaning,
  ...entry.remedies,
]

/** Settings and commands that a text names. */
const named = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)]
    .map(([, name]) => (name ?? '').replaceAll(/[^\w./:-]/g, ''))
    .sort()

describe('the entries that Lookout ships', () => {
  it('are at least 120, each with an id of its own', () => {
    const ids = CATALOGUE_ENTRIES.map(({ id }) => id)
    expect(ids.length).toBeGreaterThanOrEqual(120)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('cover LiteLLM itself and the providers that it is used with', () => {
    expect(CATALOGUE_FAMILIES.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        ...['litellm-keys', 'litellm-budgets', 'litellm-limits', 'litellm-router', 'proxy'],
        ...['openai', 'azure', 'anthropic', 'bedrock', 'vertex', 'gemini', 'mistral', 'cohere'],
        ...['deepseek', 'moonshot', 'zhipu', 'dashscope', 'volcengine', 'openrouter', 'groq'],
        ...['together', 'vllm-sglang', 'ollama'],
      ]),
    )
  })

  it.each(CATALOGUE_ENTRIES)('$id has every field, of the right form', (entry) => {
    const parsed = catalogueEntrySchema.safeParse(entry)
    expect(parsed.error?.issues).toBeUndefined()
  })

  it.each(CATALOGUE_ENTRIES)('$id says the same in both languages', (entry) => {
    for (const text of textsOf(entry)) {
      expect(text['zh-CN'] === text.en || /[\u4e00-\u9fff]/.test(text['zh-CN'])).toBe(true)
      expect(text.en).toMatch(/^[^\u4e00-\u9fff]+$/)
    }
    for (const text of entry.remedies) {
      const english = named(text.en).filter((name) => /^[a-z_]+$/.test(name) && name.includes('_'))
      expect(named(text['zh-CN'])).toEqual(expect.arrayContaining([...english]))
    }
    expect(entry.meaning.en).toMatch(/\.$/)
    expect(entry.meaning['zh-CN']).toMatch(/。$/)
  })

  it('have titles that nobody confuses', () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const titles = CATALOGUE_ENTRIES.map(({ title }) => title[locale])
      expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
    }
  })

  it('have no pattern that another entry always wins', () => {
    const lost = CATALOGUE_ENTRIES.flatMap((entry) =>
      entry.match.flatMap((condition) =>
        (condition.message ?? [])
          .filter((pattern) => {
            const found = catalogue.recognise({
              message: pattern.replaceAll(GAP, ' 7 '),
              errorClass: condition.errorClasses?.[0],
              status: condition.statuses?.[0],
              code: condition.codes?.[0],
              provider: condition.providers?.[0],
              speaker: condition.speaker,
            })
            return found?.id !== entry.id
          })
          .map((pattern) => `${entry.id}: ${pattern}`),
      ),
    )
    expect(lost).toEqual([])
  })
})
