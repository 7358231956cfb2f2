import { type Config, schema } from '../config/config-schema.ts'
import { optionsOf } from '../config/option.ts'

/** What a running daemon can take over; everything else belongs to something that was opened at start-up. */
const live = [
  'poll',
  'report',
  'digest',
  'sweep',
  'prune',
  'noData',
  'retention',
  'notifications',
  'routes',
  'muteTimes',
  'inhibit',
  'alerting',
  'rules',
] as const

const isLive = (path: string): boolean => live.some((name) => name === path.split('.')[0])

const valueAt = (config: Config, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (node, name) =>
        typeof node === 'object' && node !== null
          ? new Map(Object.entries(node)).get(name)
          : undefined,
      config,
    )

export type Reloading =
  | { readonly ok: true; readonly changed: readonly string[] }
  | { readonly ok: false; readonly reasons: readonly string[] }

/**
 * Whether a daemon that runs with `current` can continue with `next`. All or nothing: a mixture of two configurations
 * is one that nobody wrote.
 */
export const compareConfigs = (current: Config, next: Config): Reloading => {
  const changed = optionsOf(schema)
    .map(([path]) => path)
    .filter(
      (path) => JSON.stringify(valueAt(current, path)) !== JSON.stringify(valueAt(next, path)),
    )
  const fixed = changed.filter((path) => !isLive(path))
  return fixed.length === 0
    ? { ok: true, changed }
    : {
        ok: false,
        reasons: fixed.map((path) => `${path} has changed: only a restart takes it over`),
      }
}
