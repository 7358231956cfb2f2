import { createHash } from 'node:crypto'
import { peel } from './peel.ts'
import { sentenceOfBody } from './body.ts'
import type { GroupingRules } from './rules.ts'
import { scan } from './scan.ts'

export type { GroupingRules } from './rules.ts'

/** Version of the algorithm; a change that moves a fingerprint raises it. */
export const GROUPING_VERSION = 1

/** The parts of an event that decide its group. `message` may be of any length; it is read in part. */
export interface FingerprintInput {
  readonly message: string
  readonly errorClass: string
  readonly statusCode: string
  readonly provider: string
  /** Last line of the traceback: stands in for an empty message. */
  readonly tracebackTail?: string
}

/** `fingerprint`: 16 hex digits, equal for look-alikes. `title`: at most 80 characters, for people. */
export interface Fingerprinted {
  readonly fingerprint: string
  readonly version: number
  readonly template: string
  readonly title: string
  readonly errorClass: string
  readonly statusCode: string
}

const CLASS_STATUS: Record<string,string> = {BadRequestError:'400',AuthenticationError:'401',PermissionDeniedError:'403',NotFoundError:'404',Timeout:'408',UnprocessableEntityError:'422',RateLimitError:'429',ContextWindowExceededError:'400',ContentPolicyViolationError:'400',UnsupportedParamsError:'400',InvalidRequestError:'400',BudgetExceededError:'400',InternalServerError:'500',APIConnectionError:'500',APIError:'500',BadGatewayError:'502',ServiceUnavailableError:'503',RouterRateLimitError:'429',RouterRateLimitErrorBasic:'429'}
const MAX_READ = 16_384
const isMissing = (s: string): boolean => s === '' || s === 'unknown' || s === 'failure'
export const createFingerprinter =
  (_rules?: GroupingRules) =>
  (input: FingerprintInput): Fingerprinted => {
    let text = input.message.trim() === '' ? (input.tracebackTail ?? '') : input.message
    if (text.length > MAX_READ) text = text.slice(0, MAX_READ)
    let errorClass = isMissing(input.errorClass) ? '' : input.errorClass
    let status = isMissing(input.statusCode) ? '' : input.statusCode
    let provider = ''
    let cut = false
    let hint = ''
    for (let round = 0; round < 5; round += 1) {
      const peeled = peel(text)
      errorClass ||= peeled.errorClass
      hint ||= peeled.statusCode
      provider ||= peeled.provider
      text = peeled.text
      const inner = sentenceOfBody(text, 0)
      if (inner === null) break
      text = inner.text
      cut = inner.cut
    }
    provider ||= input.provider
    status ||= CLASS_STATUS[errorClass] ?? hint
    provider = provider.toLowerCase().replace(/[_-]/g, '')
    if (/^\s*<(?:!doctype|html|head)/i.test(text)) {
      const title = /<(?:title|h1)[^>]*>([^<]*)/i.exec(text)
      if (title) text = title[1] ?? ''
    }
    const tokens = scan(text, cut)
    const head = [errorClass, status, provider].filter((s) => s !== '').join(' ')
    const body = tokens.join(' ')
    const template = head === '' ? body : `${head}: ${body}`
    const key = template.replace(/<[a-z_]+>/g, '<*>').toLowerCase()
    return {
      fingerprint: createHash('sha256').update(key).digest('hex').slice(0, 16),
      version: GROUPING_VERSION,
      template,
      title: body.slice(0, 80),
      errorClass,
      statusCode: status,
    }
  }
