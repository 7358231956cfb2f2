import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMarkdown, plainBlocks } from '../../src/render/markdown.ts'
import { anyText } from './hostile.ts'

const kinds = (text: string) => parseMarkdown(text).map(({ kind }) => kind)

describe('a model’s Markdown', () => {
  it('keeps headings, lists, paragraphs and code apart', () => {
    expect(kinds('# A\ntext\nmore\n\nnew\n- x\n- y\n1. z\n```\ncode\n```')).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'list',
      'list',
      'code',
    ])
  })

  it('goes on with an item’s indented lines and with its numbers', () => {
    const text = '1. first\n   and more\n\nbetween\n\n2. second\n3. third'
    expect(plainBlocks(parseMarkdown(text))).toEqual([
      '1. first and more',
      'between',
      '2. second\n3. third',
    ])
  })

  it('knows bold and code in a line, and leaves the rest as it is', () => {
    const [block] = parseMarkdown('**b** `c` [link](javascript:x) <b> 2 * 3 ** 4')
    expect(block).toEqual({
      kind: 'paragraph',
      lines: [
        [
          { form: 'strong', text: 'b' },
          { form: 'text', text: ' ' },
          { form: 'code', text: 'c' },
          { form: 'text', text: ' [link](javascript:x) <b> 2 * 3 ** 4' },
        ],
      ],
    })
  })

  it('shows what an unclosed fence holds', () => {
    expect(plainBlocks(parseMarkdown('```json\n{"a": 1}'))).toEqual(['{"a": 1}'])
  })

  it('takes a line for a fence only when it says no more than a language', () => {
    expect(kinds('```json\n{}\n```')).toEqual(['code'])
    expect(kinds('```inline``` and more')).toEqual(['paragraph'])
  })

  it('loses no letter of any text but the languages of fences', () => {
    const letters = (text: string) => text.replaceAll(/[^a-z]/g, '')
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ' ', '\n', '- ', '1. ', '## ', '**', '`', 'bc')),
        (parts) => {
          const text = parts.join('').replaceAll('```', '')
          expect(letters(plainBlocks(parseMarkdown(text)).join('\n'))).toBe(letters(text))
        },
      ),
    )
  })

  it('takes any text at all', () => {
    fc.assert(fc.property(anyText, (text) => plainBlocks(parseMarkdown(text)).length >= 0))
  })
})
