import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearest } from '../../src/config/nearest.ts'
import { formatSize, parseSize } from '../../src/config/size.ts'

describe('sizes', () => {
  test.each([
    ['64kB', 64_000],
    ['1MiB', 1_048_576],
    ['512B', 512],
    ['1.5 MB', 1_500_000],
  ])('%s are %d bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes)
  })

  test.each(['64', '64k', 'kB', '-1kB', '0.0001kB', '1TB'])('%s is no size', (text) => {
    expect(parseSize(text)).toBeUndefined()
  })

  test('what is written reads back to the same bytes', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), (bytes) => {
        expect(parseSize(formatSize(bytes))).toBe(bytes)
      }),
    )
  })
})

describe('the nearest word', () => {
  test.each([
    ['shedule', 'schedule'],
    ['scheduel', 'schedule'],
    ['Timezone', 'timezone'],
    ['polll', 'poll'],
  ])('to %s is %s', (word, known) => {
    expect(nearest(word, ['schedule', 'timezone', 'poll'])).toBe(known)
  })

  test('is none where all are far', () => {
    expect(nearest('webhook', ['schedule', 'timezone', 'poll'])).toBeUndefined()
  })
})
