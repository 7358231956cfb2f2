import type { FailureFilter, GroupSort } from './read-model.ts'

/** Parameters of an address by name; the last one of a name counts. */
export type Params = Readonly<Record<string, string | undefined>>

/** Longest value that is looked at: no name in the tables is longer. */
const longest = 500

const given = (params: Params, name: string): string | undefined => {
  const value = params[name]?.trim().slice(0, longest)
  return value === '' ? undefined : value
}

/** Parameter names by what they narrow down to; the same in every address, and in the API. */
export const filterNames = {
  model: 'model',
  key: 'key',
  team: 'team',
  provider: 'provider',
  errorType: 'error_type',
  status: 'status',
  fault: 'fault',
  group: 'group',
} as const satisfies Readonly<Record<keyof FailureFilter, string>>

const pairs: readonly (readonly [keyof FailureFilter, string])[] = [
  ['model', filterNames.model],
  ['key', filterNames.key],
  ['team', filterNames.team],
  ['provider', filterNames.provider],
  ['errorType', filterNames.errorType],
  ['status', filterNames.status],
  ['fault', filterNames.fault],
  ['group', filterNames.group],
]

/** How an address asks for failures without a name: as a matcher does. An empty parameter asks for nothing. */
const missing = '""'

/** A name that may be missing, as an address writes it. */
export const paramOf = <T extends string | undefined>(value: T | null): T | string =>
  value === null ? missing : value

export const filterOf = (params: Params): FailureFilter =>
  Object.fromEntries(
    pairs.flatMap(([key, parameter]) => {
      const value = given(params, parameter)
      return value === undefined ? [] : [[key, value === missing ? null : value]]
    }),
  )

/** A filter as the parameters it came from. */
export const filterParams = (filter: FailureFilter): Params =>
  Object.fromEntries(pairs.map(([key, parameter]) => [parameter, paramOf(filter[key])]))

export const searchOf = (params: Params): string => given(params, 'q') ?? ''

const sorts: readonly GroupSort[] = ['count', 'last', 'first', 'title']

export const sortOf = (params: Params): GroupSort =>
  sorts.find((sort) => sort === params['sort']) ?? 'count'

/** A whole number from 0 to `most`; `otherwise` for what is none. */
export const wholeOf = (params: Params, name: string, otherwise: number, most: number): number => {
  const text = params[name] ?? ''
  return /^\d{1,9}$/.test(text) ? Math.min(most, Number(text)) : otherwise
}

/** `1767225600000.42`: the event after which the older ones begin. Null for none, or what is no such mark. */
export const beforeOf = (params: Params): { readonly time: number; readonly id: number } | null => {
  const [, time, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(params['before'] ?? '') ?? []
  return time === undefined || id === undefined ? null : { time: Number(time), id: Number(id) }
}
