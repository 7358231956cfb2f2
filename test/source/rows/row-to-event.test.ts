import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  keyHashOf,
  namesWanted,
  rowToEvent,
  unpacked,
} from '../../../src/source/rows/row-to-event.ts'

const nobody = { key: () => null, team: () => null }
const event = (row: Record<string, unknown>) => rowToEvent('SpendLogs', unpacked(row), nobody)
const hash = 'a1'.repeat(32)

describe('the seven fields', () => {
  test('of an empty row are missing, and its message is empty', () => {
    expect(event({ id: '', start: 5 })).toEqual({
      table: 'SpendLogs',
      requestId: '',
      startTime: 5,
      time: 5,
      createdAt: null,
      model: null,
      provider: null,
      keyHash: null,
      keyName: null,
      teamId: null,
      team: null,
      status: null,
      errorType: null,
      message: '',
      tracebackTail: '',
      code: null,
      evidence: {
        errorProvider: null,
        askedProvider: null,
        normalizedError: null,
        rateLimitCategory: null,
        budgetEntity: null,
        lastFrame: null,
      },
    })
  })

  test.each([
    [
      'the public name before the name of the provider',
      { modelGroup: 'g', model: 'm' },
      'model',
      'g',
    ],
    ['an empty public name as missing', { modelGroup: '', model: 'm' }, 'model', 'm'],
    ['the error code before the status', { code: '429', word: 'failure' }, 'status', '429'],
    ['an empty code as missing', { code: '', word: 'failure' }, 'status', 'failure'],
    [
      'the status of the metadata last',
      { code: ' ', metadataWord: 'failure' },
      'status',
      'failure',
    ],
    [
      'the provider of the error second',
      { provider: '', errorProvider: 'azure' },
      'provider',
      'azure',
    ],
    [
      'a code that is no status as the word that it is',
      { code: 'content_filter' },
      'code',
      'content_filter',
    ],
    ['no word from a code that is a status', { code: '429' }, 'code', null],
    [
      'the status from what LiteLLM made of the error, where the code is a word',
      { code: 'insufficient_quota', normalized: '429_RATE_LIMIT_EXCEEDED' },
      'status',
      '429',
    ],
    [
      "the code's status before what LiteLLM made of the error",
      { code: '429', normalized: '503_PROVIDER_OVERLOADED' },
      'status',
      '429',
    ],
    [
      "the class's usual status where there is nothing else",
      { code: '', type: 'litellm.proxy.RouterRateLimitError', word: 'failure' },
      'status',
      '429',
    ],
    [
      'the status of an exceeded budget by its class: the client got no 429',
      { type: 'BudgetExceededError', normalized: '429_RATE_LIMIT_EXCEEDED' },
      'status',
      '400',
    ],
    [
      'no status of a provider of its own as one of HTTP',
      { code: '1113', type: 'RateLimitError' },
      'status',
      '429',
    ],
    [
      'the model group that was asked for before that of the failed fallback',
      {
        modelGroup: 'spare',
        message:
          "no quota. Received Model Group=wanted\nAvailable Model Group Fallbacks=['spare']\nError doing the fallback: no. Received Model Group=spare\nAvailable Model Group Fallbacks=None",
      },
      'model',
      'wanted',
    ],
    [
      'no model group from what only looks like it',
      { modelGroup: 'g', message: 'you said: Received Model Group=x\n and nothing else' },
      'model',
      'g',
    ],
    ['the end as the time', { start: 1, end: 7 }, 'time', 7],
    ['an alias first', { key: hash, keyAlias: 'k' }, 'keyName', 'k'],
    ['a hash by its beginning', { key: hash }, 'keyName', 'a1a1a1a1a1'],
    [
      'a key that is no hash by its beginning and a hash of it',
      { key: 'service-account-1' },
      'keyName',
      expect.stringMatching(/^service-ac…[0-9a-f]{6}$/),
    ],
    ['a short key that is no hash as it is', { key: 'service-1' }, 'keyName', 'service-1'],
    ['special keys by their names', { key: 'litellm-dashboard' }, 'keyName', 'litellm-dashboard'],
    ['the word None as no key', { key: 'None' }, 'keyName', null],
    ['the word None as no status', { code: 'None', word: 'failure' }, 'status', 'failure'],
    ['the word None as no class', { type: 'None' }, 'errorType', null],
    ['a model that is called unknown as its name', { model: 'unknown' }, 'model', 'unknown'],
    ['the id of a team without alias', { teamId: '', metadataTeamId: 't' }, 'team', 't'],
    ['the last line of a traceback', { traceback: 'a\n  b\nE: c\n\n' }, 'tracebackTail', 'E: c'],
    [
      'the last frame of a traceback that ends in code',
      {
        traceback:
          '  File "/app/auth.py", line 9, in check\n    await get()\n  File "/app/auth.py", line 99, in get_key_object\n    raise ProxyException(\n',
      },
      'tracebackTail',
      'failed in get_key_object',
    ],
  ])('take %s', (_what, row, field, value) => {
    expect(event(row)).toHaveProperty(field, value)
  })

  test('keep control characters of a message but what no database could hold', () => {
    const metadataText = JSON.stringify({
      error_information: { error_message: '\u001b[31mred\u001b[0m \0 \ud800!' },
    })
    expect(event({ metadataText }).message).toBe('\u001b[31mred\u001b[0m \ufffd \ufffd!')
  })
})

test('what tells who speaks is carried beside the error', () => {
  const row = {
    provider: 'openai',
    errorProvider: '',
    normalized: '429_RATE_LIMIT_EXCEEDED',
    rateLimit: 'litellm_rate_limit',
    budget: 'team',
    traceback: '  File "x.py", line 1, in route_request\n    raise ProxyModelNotFoundError(',
  }
  expect(event(row).evidence).toEqual({
    errorProvider: null,
    askedProvider: 'openai',
    normalizedError: '429_RATE_LIMIT_EXCEEDED',
    rateLimitCategory: 'litellm_rate_limit',
    budgetEntity: 'team',
    lastFrame: 'route_request',
  })
})

test('metadata in JSON text is unpacked, and text that is no object has no fields', () => {
  const metadata = {
    status: 'failure',
    user_api_key_alias: 'k',
    error_information: { error_code: 500, error_class: 'E', error_message: 'm' },
  }
  const row = { key: hash, metadataText: JSON.stringify(metadata) }
  expect(event(row)).toMatchObject({ keyName: 'k', status: '500', errorType: 'E', message: 'm' })
  for (const metadataText of [
    '[1]',
    '"text"',
    'null',
    '{"status": "fail',
    '',
    '{"error_information":[]}',
  ]) {
    expect(event({ metadataText })).toMatchObject({ status: null, errorType: null })
  }
})

test('a key that was stored unhashed is hashed as LiteLLM does it', () => {
  expect(keyHashOf('sk-1234')).toBe(
    '88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b',
  )
  expect(event({ key: 'sk-1234' }).keyName).toBe('88dc28d0f0')
})

test('only what has no alias is looked up', () => {
  expect(namesWanted({ key: hash, teamId: 't' })).toEqual({ key: hash, team: 't' })
  expect(namesWanted({ key: hash, keyAlias: 'k', teamId: 't', teamAlias: 'T' })).toEqual({
    key: null,
    team: null,
  })
})

test('any row becomes an event whose texts are well formed and whose times are numbers', () => {
  const anything = fc.anything({ maxDepth: 1, stringUnit: 'binary' })
  const names = [
    'id',
    'start',
    'end',
    'created',
    'model',
    'key',
    'teamId',
    'code',
    'traceback',
    'metadataText',
  ]
  const rows = fc.record(Object.fromEntries(names.map((name) => [name, anything])))
  fc.assert(
    fc.property(rows, (row) => {
      const { requestId, createdAt, evidence, ...made } = event(row)
      for (const value of [...Object.values(made), ...Object.values(evidence ?? {})]) {
        if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
        else if (value !== null && value !== undefined)
          expect(value.isWellFormed() && !value.includes('\0')).toBe(true)
      }
    }),
  )
})

test('shows two keys that begin alike and are no hashes as two', () => {
  const names = ['service-account-1', 'service-account-2'].map((key) => event({ key }).keyName)
  expect(new Set(names).size).toBe(2)
})
