/**
 * The names under which LiteLLM's rows identify the user of a request: the columns `user` and `end_user`, and in
 * `metadata` and `request_kwargs` the user of the key, by id and by address.
 */
const USER_FIELDS: ReadonlySet<string> = new Set([
  'user',
  'end_user',
  'user_id',
  'user_email',
  'user_api_key_user_id',
  'user_api_key_end_user_id',
  'user_api_key_user_email',
])

const KEY_FIELDS: ReadonlySet<string> = new Set([
  'api_key',
  'key_name',
  'user_api_key_alias',
  'user_api_key_hash',
])

const MAX_DEPTH = 32

/** Older rows have their metadata as JSON in a string. */
const opened = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^\s*\{/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const holds = (
  value: unknown,
  fields: ReadonlySet<string>,
  wanted: string,
  depth: number,
): boolean => {
  const item = opened(value)
  if (typeof item !== 'object' || item === null || depth > MAX_DEPTH) return false
  if (Array.isArray(item)) return item.some((one) => holds(one, fields, wanted, depth + 1))
  return Object.entries(item).some(
    ([name, one]) => (fields.has(name) && one === wanted) || holds(one, fields, wanted, depth + 1),
  )
}

/** Whether a row was written for this user, by any of LiteLLM's names. */
export const isOfUser = (row: unknown, user: string): boolean => holds(row, USER_FIELDS, user, 0)

/** Whether a row belongs to this key, by its alias or its hash. */
export const isOfKey = (row: unknown, key: string): boolean => holds(row, KEY_FIELDS, key, 0)
