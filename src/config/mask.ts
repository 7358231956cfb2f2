import { writeDuration } from '../domain/duration.ts'
import { type Config, schema } from './config-schema.ts'
import { type Mask, type Option, optionsOf } from './option.ts'
import { formatSize } from './size.ts'

const hidden = '***'

const secretName = /pass|pwd|secret|token|key|credential|auth/i

/** A URL with its host but without its password and secret parameters; `***` if it cannot be parsed. */
export const maskUrl = (text: string): string => {
  if (!URL.canParse(text)) return hidden
  const url = new URL(text)
  if (url.password !== '') url.password = hidden
  for (const name of [...url.searchParams.keys()]) {
    if (secretName.test(name)) url.searchParams.set(name, hidden)
  }
  url.hash = ''
  return url.href
}

/** A webhook's URL: everything behind the host is a secret. */
export const maskWebhook = (text: string): string =>
  URL.canParse(text) ? `${new URL(text).protocol}//${new URL(text).host}/${hidden}` : hidden

const maskers: Readonly<Record<Mask, (text: string) => string>> = {
  hidden: () => hidden,
  url: maskUrl,
  webhook: maskWebhook,
}

const display = (option: Option<unknown>, value: unknown): unknown => {
  if (option.mask !== null) return value === '' ? '' : maskers[option.mask](String(value))
  if (option.kind === 'duration' && value === null) return 'auto'
  if (option.kind === 'duration') return writeDuration(Number(value))
  if (option.kind === 'size') return formatSize(Number(value))
  if (option.kind === 'durations' && Array.isArray(value)) {
    return value.map((part) => writeDuration(Number(part)))
  }
  return value === null ? 'none' : value
}

const valueAt = (config: Config, path: string): unknown => {
  let node: unknown = config
  for (const name of path.split('.')) {
    if (typeof node !== 'object' || node === null) return undefined
    node = new Map<string, unknown>(Object.entries(node)).get(name)
  }
  return node
}

/** The configuration by option path, safe to print or log: secrets masked, durations and sizes with units. */
export const maskedConfig = (config: Config): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    optionsOf(schema).map(([path, option]) => [path, display(option, valueAt(config, path))]),
  )
