import { expect, it } from 'vitest'
import { chinese, english } from '../../src/i18n/locales.ts'
import { countedName } from '../../src/render/rows.ts'
import { countLines } from '../../src/render/text-table.ts'

it.each([
  [{ name: 'gpt-4o' }, 'gpt-4o', 'gpt-4o'],
  [{ name: null }, 'unknown', '未知'],
  [{ name: null, others: true }, '(others)', '（其他）'],
  // What is really called so keeps its name in every language.
  [{ name: 'unknown' }, 'unknown', 'unknown'],
  [{ name: '(others)' }, '(others)', '(others)'],
] as const)('%j is shown as %s, in Chinese as %s', (counted, inEnglish, inChinese) => {
  expect(countedName(counted, english.messages)).toBe(inEnglish)
  expect(countedName(counted, chinese.messages)).toBe(inChinese)
})

it('a table names what has no name and what was put together by what they are', () => {
  const counts = [
    { name: null, count: 3 },
    { name: null, others: true, count: 2 },
  ] as const
  const lines = countLines(counts, 5, 10, chinese.messages)
  expect(lines.map((line) => line.trim().split(/\s+/)[0])).toEqual(['未知', '（其他）'])
})
