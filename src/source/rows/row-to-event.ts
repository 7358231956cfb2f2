import { createHash } from 'node:crypto'
import type { ErrorEvent, SourceTable } from '../../domain/event.ts'
import { httpStatusOf } from '../../domain/http-status.ts'

/** A row as read by `selectEvents`. */
export type EventRow = Readonly<Record<string, unknown>>

/** Aliases from LiteLLM's own tables, for rows without them. */
export interface Names {
  readonly key: (hash: string | null) => string | null
  readonly team: (id: string | null) => string | null
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** JSON text that must be an object; anything else has no fields. */
function parsed(text: unknown): Fields {
  if (typeof text !== 'string') return {}
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Text of a field, '' if it is missing. Characters that databases or messages cannot contain are replaced. */
function text(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : ''
}

/**
 * The first of these with content. Blank text and the word `None`, which LiteLLM's Python writes for a missing value,
 * have none.
 */
export function first(...values: readonly unknown[]): string | null {
  return values.map(text).find((value) => !['', 'None'].includes(value.trim())) ?? null
}

/** The stored hash of a key. A key that was stored unhashed is hashed as LiteLLM does, so that it gets no further. */
export function keyHashOf(stored: unknown): string | null {
  const key = first(stored)
  return key?.startsWith('sk-') ? createHash('sha256').update(key).digest('hex') : key
}

const HASHED = /^[0-9a-f]{64}$/
const SHORT = 10

/**
 * The name of a key without alias: LiteLLM's own names (`litellm-dashboard`) unchanged, a hash by its beginning. What
 * custom authentication stores is no hash, and may begin like the next one: by its beginning and a hash of all of it.
 */
export function shortName(key: string | null): string | null {
  if (key === null || key.startsWith('litellm') || key.length <= SHORT) return key
  const short = key.slice(0, SHORT)
  if (HASHED.test(key)) return short
  return `${short}…${createHash('sha256').update(key).digest('hex').slice(0, 6)}`
}

/** A message is free text: only blank text is none. */
function messageOf(value: unknown): string {
  const message = text(value)
  return message.trim() === '' ? '' : message
}

const FRAME = /^ *File "[^"\n]*", line \d+, in ([^\n]{1,200})$/gm

function lastFrame(traceback: string): string | null {
  return [...traceback.matchAll(FRAME)].at(-1)?.[1] ?? null
}

/** The end of a traceback: `Class: message`, or `raise ProxyException(` and similar, which say less than the place. */
const EXCEPTION = /^[\w.]+(?::|$)/

function tailOf(traceback: string): string {
  const line = traceback.trimEnd().split('\n').at(-1)?.trim() ?? ''
  const frame = lastFrame(traceback)
  return frame === null || EXCEPTION.test(line) ? line : `failed in ${frame}`
}

/** How the router of 1.80 ends the message of each model group that it tried; the first is the requested one. */
const GROUP = /Received Model Group=([^\n]{1,200})\nAvailable Model Group Fallbacks=/

/** In 1.80 the row of a failed fallback has the fallback's name. */
function groupAskedFor(message: string): string | null {
  return first(GROUP.exec(message)?.[1])
}

function finite(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}

function teamIdOf(row: EventRow): string | null {
  return first(row['teamId'], row['metadataTeamId'])
}

/** The row with the values of metadata that is JSON text where the database would have put them. */
export function unpacked(row: EventRow): EventRow {
  if (typeof row['metadataText'] !== 'string') return row
  const metadata = parsed(row['metadataText'])
  const error = fieldsOf(metadata['error_information'])
  return {
    ...row,
    metadataWord: metadata['status'],
    keyAlias: metadata['user_api_key_alias'],
    metadataTeamId: metadata['user_api_key_team_id'],
    teamAlias: metadata['user_api_key_team_alias'],
    code: error['error_code'],
    type: error['error_class'],
    errorProvider: error['llm_provider'],
    message: error['error_message'],
    traceback: error['traceback'],
    normalized: error['normalized_error'],
    rateLimit: error['error_rate_limit_category'],
    budget: error['error_budget_entity_type'],
  }
}

/** Key hash and team id that a row has without an alias; null if there is nothing to look up. */
export function namesWanted(row: EventRow): {
  readonly key: string | null
  readonly team: string | null
} {
  return {
    key: first(row['keyAlias']) === null ? keyHashOf(row['key']) : null,
    team: first(row['teamAlias']) === null ? teamIdOf(row) : null,
  }
}

/**
 * One failure of either table as an event: the seven fields and what goes with them. The row is already decompressed.
 */
export function rowToEvent(table: SourceTable, row: EventRow, names: Names): ErrorEvent {
  const startTime = finite(row['start'], 0)
  const keyHash = keyHashOf(row['key'])
  const teamId = teamIdOf(row)
  const message = messageOf(row['message'])
  const traceback = text(row['traceback'])
  const errorType = first(row['type'])
  const [askedProvider, errorProvider] = [first(row['provider']), first(row['errorProvider'])]
  const normalizedError = first(row['normalized'])
  const { status, word } = httpStatusOf({
    code: first(row['code']),
    errorClass: errorType,
    normalizedError,
  })
  return {
    table,
    requestId: typeof row['id'] === 'string' ? row['id'] : '',
    startTime,
    time: finite(row['end'], startTime),
    createdAt: typeof row['created'] === 'number' ? row['created'] : null,
    model: groupAskedFor(message) ?? first(row['modelGroup'], row['model']),
    provider: askedProvider ?? errorProvider,
    keyHash,
    keyName: first(row['keyAlias'], names.key(keyHash), shortName(keyHash)),
    teamId,
    team: first(row['teamAlias'], names.team(teamId), teamId),
    status: status ?? word ?? first(row['word'], row['metadataWord']),
    code: word,
    errorType,
    message,
    tracebackTail: tailOf(traceback),
    ...(table === 'ErrorLogs'
      ? {}
      : {
          evidence: {
            errorProvider,
            askedProvider,
            normalizedError,
            rateLimitCategory: first(row['rateLimit']),
            budgetEntity: first(row['budget']),
            lastFrame: lastFrame(traceback),
          },
        }),
  }
}
