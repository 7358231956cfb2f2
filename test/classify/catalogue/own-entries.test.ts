import { describe, expect, it } from 'vitest'
import { CatalogueError, createCatalogue } from '../../../src/classify/catalogue/catalogue.ts'
import { CATALOGUE_ENTRIES } from '../../../src/classify/catalogue/catalogue-entries.ts'

const own = {
  id: 'acme-badge-expired',
  title: 'Badge of the ACME gateway has expired',
  fault: 'provider',
  meaning: 'The gateway in front of the models wants a new badge.',
  remedies: ['Ask the platform team for a badge.'],
  acts: 'operator',
  match: [{ message: ['badge … expired'] }],
}

const withOwn = (...entries: readonly unknown[]) => createCatalogue(CATALOGUE_ENTRIES, entries)
const problemOf = (...entries: readonly unknown[]): string => {
  try {
    withOwn(...entries)
  } catch (error) {
    if (error instanceof CatalogueError) return error.message
    throw error
  }
  return 'none'
}

describe("an operator's entry", () => {
  it('is recognised, with one text for every locale', () => {
    const found = withOwn(own).recognise({ message: "403: {'error': 'Badge  \"B-7\" EXPIRED'}" })
    expect(found?.id).toBe('acme-badge-expired')
    expect(found?.title['zh-CN']).toBe(own.title)
  })

  it('goes before the built-in ones, however little of the text it knows', () => {
    const failure = {
      message:
        'litellm.RateLimitError: OpenAIException - You exceeded your current quota, please check',
    }
    const mine = { ...own, id: 'acme-quota', match: [{ message: ['your current'] }] }
    expect(withOwn(mine).recognise(failure)?.id).toBe('acme-quota')
    const byClass = { ...own, id: 'acme-class', match: [{ errorClasses: ['RateLimitError'] }] }
    expect(
      withOwn(byClass).recognise({ ...failure, errorClass: 'litellm.RateLimitError' })?.id,
    ).toBe('acme-class')
  })

  it('replaces the built-in one of its id', () => {
    const mine = { ...own, id: 'timeout', match: [{ errorClasses: ['Timeout'] }] }
    const { entries, recognise } = withOwn(mine)
    expect(entries.filter(({ id }) => id === 'timeout')).toHaveLength(1)
    expect(recognise({ message: '', errorClass: 'Timeout' })?.fault).toBe('provider')
    expect(recognise({ message: '', errorClass: 'Timeout' })?.title.en).toBe(own.title)
  })

  it('may ask for class, status, code, provider and speaker, which must all fit', () => {
    const condition = {
      errorClasses: ['APIError'],
      statuses: ['5xx'],
      codes: ['boom'],
      providers: ['acme'],
      speaker: 'provider',
      regex: 'rack-[0-9]+ is down',
      not: ['maintenance'],
    }
    const { recognise } = createCatalogue([], [{ ...own, match: [condition] }])
    const failure = {
      message: 'litellm.APIError: AcmeException - Rack-12 is down',
      errorClass: 'APIError',
      status: '502',
      code: 'boom',
      provider: 'acme',
    }
    expect(recognise(failure)?.id).toBe(own.id)
    expect(recognise({ ...failure, errorClass: 'Timeout' })).toBeUndefined()
    expect(recognise({ ...failure, status: '429' })).toBeUndefined()
    expect(recognise({ ...failure, status: undefined })).toBeUndefined()
    expect(recognise({ ...failure, code: undefined })).toBeUndefined()
    expect(recognise({ ...failure, provider: 'other' })).toBeUndefined()
    expect(recognise({ ...failure, speaker: 'proxy' })).toBeUndefined()
    expect(recognise({ ...failure, message: 'AcmeException - rack is down' })).toBeUndefined()
    expect(recognise({ ...failure, message: `${failure.message} for Maintenance` })).toBeUndefined()
  })

  it('may ask for a failure without a status', () => {
    const { recognise } = createCatalogue(
      [],
      [{ ...own, match: [{ errorClasses: ['X'], statuses: ['none'] }] }],
    )
    expect(recognise({ message: '', errorClass: 'X' })?.id).toBe(own.id)
    expect(recognise({ message: '', errorClass: 'X', status: '500' })).toBeUndefined()
  })

  it.each([
    [
      'an id that is no id',
      { ...own, id: 'Acme Badge' },
      'catalogue entry "Acme Badge": id: expected words of small letters',
    ],
    ['no id', { ...own, id: undefined }, 'catalogue entry 1: id: '],
    [
      'an unknown fault',
      { ...own, fault: 'moon' },
      'catalogue entry "acme-badge-expired": fault: ',
    ],
    ['an unknown field', { ...own, colour: 'red' }, 'catalogue entry "acme-badge-expired": '],
    [
      'a condition that says nothing',
      { ...own, match: [{ not: ['abcd'] }] },
      'match.0: expected at least one of message, regex',
    ],
    [
      'a pattern that is too short',
      { ...own, match: [{ message: ['a … expired'] }] },
      'match.0.message.0: expected at least 4 characters',
    ],
    [
      'a wrong expression',
      { ...own, match: [{ regex: '(' }] },
      'match.0.regex: not a regular expression of RE2',
    ],
    ['a wrong status', { ...own, match: [{ statuses: ['999'] }] }, 'match.0.statuses.0: '],
    ['a link that is none', { ...own, link: 'javascript:alert(1)' }, 'link: '],
    ['no remedy', { ...own, remedies: [] }, 'remedies: '],
  ])('with %s is refused, and the error names entry and field', (_, entry, said) => {
    expect(problemOf(entry)).toContain(said)
  })

  it('is refused when its id is given twice', () => {
    expect(problemOf(own, own)).toBe('catalogue entry "acme-badge-expired": id: given twice')
  })

  it('is not found in what the router added to the message, nor beyond the part that is read', () => {
    const { recognise } = withOwn(own)
    const spare =
      'litellm.APIError: AcmeException - x. Received Model Group=a\nAvailable Model Group Fallbacks=None'
    expect(recognise({ message: `${spare} badge expired` })).toBeUndefined()
    expect(recognise({ message: `${'x'.repeat(5000)} badge expired` })).toBeUndefined()
  })
})
