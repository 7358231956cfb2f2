import { expect, test } from 'vitest'
import { columns } from '../../src/cli/text-columns.ts'

test('columns are as wide as their widest cell, numbers to the right, the last as it is', () => {
  expect(
    columns([
      ['a', '1', 'x'],
      ['long', '100', 'y z'],
    ]),
  ).toBe('a       1  x\nlong  100  y z\n')
})

test('no rows are no text', () => {
  expect(columns([])).toBe('')
})
