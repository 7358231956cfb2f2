import { STATUS_OF_CLASS, shortClass } from '../../domain/http-status.ts'
import { sentenceOfBody } from './body.ts'
import { withoutPrintedBytes } from './escapes.ts'
import { peel, type Trace } from './peel.ts'

/** How often a wrapper may stand inside a body inside a wrapper: proxies call proxies. */
const MAX_LAYERS = 6

const PAGE = /^\s*<(?:!doctype|html|head|body|\?xml)/i
const HEADLINE = /<(?:title|h1)[^<>]{0,200}>([^<]{1,200})/i
const TAG = /<[^<>]{0,400}>/g
const PAGE_READ = 4096

const TRACEBACK = /^\s*Traceback \(most recent call last\):/
const RAISED = /\n(?=[A-Za-z_][\w.]{0,120}(?:Error|Exception|Timeout)\b)/g

/** A message that is a traceback counts by what was raised last; one that breaks off before it, as it is. */
const raisedLast = (text: string, trace: Trace | undefined): string => {
  if (!TRACEBACK.test(text)) return text
  let last = 0
  for (const found of text.matchAll(RAISED)) last = found.index + 1
  if (last > 0) trace?.('traceback', text.slice(0, last))
  return text.slice(last)
}

export interface Unwrapped {
  readonly text: string
  /** The text breaks off. */
  readonly cut: boolean
  readonly errorClass: string
  readonly statusCode: string
  readonly provider: string
}

/** In here '' is none. `failure` is the status of every failed row: it says no more than nothing. */
const present = (value: string | null): string =>
  value === null || value === 'failure' ? '' : value

const headlineOfPage = (text: string, trace: Trace | undefined): string => {
  const page = text.slice(0, PAGE_READ)
  trace?.('page', page)
  return HEADLINE.exec(page)?.[1] ?? page.replace(TAG, ' ')
}

/** `Vertex_aiException` and `vertex_ai` name one provider. */
const normalProvider = (name: string): string => name.toLowerCase().replace(/[_\s-]/g, '')

/**
 * Takes wrapper after wrapper and body after body off a message. Class and status are the row's own
 * where it has them: the message repeats them, and sometimes wrongly.
 */
export const unwrap = (
  message: string,
  row: {
    readonly errorClass: string | null
    readonly statusCode: string | null
    readonly provider: string | null
  },
  trace?: Trace,
): Unwrapped => {
  let text = raisedLast(message, trace)
  let cut = false
  let errorClass = shortClass(present(row.errorClass))
  let status = present(row.statusCode)
  let provider = ''
  let hint = ''
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const peeled = peel(text, layer, trace)
    if (peeled.midStream && layer === 0 && (peeled.errorClass !== '' || peeled.statusCode !== '')) {
      // The row has what the client saw, 503; its twin that did not stream has what the provider said.
      errorClass = ''
      status = ''
    }
    errorClass ||= peeled.errorClass
    provider ||= peeled.provider
    hint ||= peeled.statusCode
    text = peeled.text
    const inner = sentenceOfBody(text, 0)
    if (inner === null) break
    trace?.('body', text)
    text = inner.text
    cut = inner.cut
  }
  return {
    text: PAGE.test(text)
      ? peel(headlineOfPage(text, trace), MAX_LAYERS, trace).text
      : withoutPrintedBytes(text),
    cut,
    errorClass,
    statusCode: status || (STATUS_OF_CLASS.get(errorClass) ?? hint),
    provider: normalProvider(provider || present(row.provider)),
  }
}
