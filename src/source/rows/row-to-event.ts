import { createHash } from 'node:crypto'
import { type ErrorEvent, type SourceTable, UNKNOWN } from '../../domain/event.ts'

/** A row as `selectEvents` reads it. */
export type EventRow = Readonly<Record<string, unknown>>

/** Aliases from LiteLLM's own tables, for rows that do not carry them; '' for none. */
export interface Names {
  readonly key: (hash: string) => string
  readonly team: (id: string) => string
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

/** Text of a field, '' for a missing one. What no database or message could carry on is replaced. */
function text(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : ''
}

function first(...values: readonly unknown[]): string {
  return values.map(text).find((value) => value.trim() !== '') ?? ''
}

/** The stored hash of a key. A key that got in unhashed is hashed as LiteLLM does, so that it goes no further. */
export function keyHashOf(stored: unknown): string {
  const key = text(stored)
  if (key === 'None') return ''
  return key.startsWith('sk-') ? createHash('sha256').update(key).digest('hex') : key
}

/** How a key without alias is called: LiteLLM's own words (`litellm-dashboard`) as they are, a hash by its beginning. */
function shortName(hash: string): string {
  return hash.startsWith('litellm') ? hash : hash.slice(0, 10)
}

function lastLine(traceback: string): string {
  return traceback.trimEnd().split('\n').at(-1)?.trim() ?? ''
}

function finite(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}

function teamIdOf(row: EventRow): string {
  return first(row['teamId'], row['metadataTeamId'])
}

/** The row with what its metadata said in JSON text put where the database would have put it. */
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
  }
}

/** Key hash and team id that a row names without an alias, '' where there is nothing to look up. */
export function namesWanted(row: EventRow): { readonly key: string; readonly team: string } {
  return {
    key: first(row['keyAlias']) === '' ? keyHashOf(row['key']) : '',
    team: first(row['teamAlias']) === '' ? teamIdOf(row) : '',
  }
}

/** One failure of either table as an event: the seven fields and what goes with them. The row is already unpacked. */
export function rowToEvent(table: SourceTable, row: EventRow, names: Names): ErrorEvent {
  const startTime = finite(row['start'], 0)
  const keyHash = keyHashOf(row['key'])
  const teamId = teamIdOf(row)
  return {
    table,
    requestId: typeof row['id'] === 'string' ? row['id'] : '',
    startTime,
    time: finite(row['end'], startTime),
    createdAt: typeof row['created'] === 'number' ? row['created'] : null,
    model: first(row['modelGroup'], row['model'], UNKNOWN),
    provider: first(row['provider'], row['errorProvider'], UNKNOWN),
    keyHash,
    keyName: first(row['keyAlias'], names.key(keyHash), shortName(keyHash), UNKNOWN),
    teamId,
    team: first(row['teamAlias'], names.team(teamId), teamId, UNKNOWN),
    status: first(row['code'], row['word'], row['metadataWord'], UNKNOWN),
    errorType: first(row['type'], UNKNOWN),
    message: first(row['message']),
    tracebackTail: lastLine(text(row['traceback'])),
  }
}
