import type {
  ClassifiedEvent,
  ErrorEvent,
  ErrorEvidence,
  Fault,
  GroupIdentity,
} from '../domain/event.ts'

/** The fingerprint never depends on `maxMessage`: it is taken from this much of the message, in characters. */
const FINGERPRINT_REACH = 16_384
/** Read beyond what is kept and thrown away again, so that no secret is cut in two and its half kept. */
const SPILL = 1024

/** What a classifier is made of: `events` is the lowest room, so the rooms above hand in their functions. */
export interface ClassifierParts {
  readonly fingerprint: (input: {
    readonly message: string
    readonly errorClass: string | null
    readonly statusCode: string | null
    readonly provider: string | null
    readonly tracebackTail: string
    /** What may be shown of the message, or of the traceback's line where there is none. */
    readonly shown: string
  }) => GroupIdentity
  readonly faultOf: (input: {
    readonly errorType: string | null
    readonly status: string | null
    readonly message: string
    readonly provider: string | null
    readonly code: string | null
    readonly evidence: ErrorEvidence | null
  }) => Fault | null
  readonly redact: (text: string) => { readonly text: string }
  /** Longest message that is kept, in characters. */
  readonly maxMessage: number
}

/** Cuts to `length` UTF-16 units and never through a surrogate pair. */
const cut = (text: string, length: number): string => {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)
}

/**
 * Makes the one function that turns a row into an event that may be stored and shown: every text redacted and
 * bounded, the group found, the fault named. `dbNow`: the database's clock, epoch milliseconds.
 * The request id stays as it is: it is the row's identity.
 */
export const createClassifier = (parts: ClassifierParts) => {
  const reach = Math.max(parts.maxMessage, FINGERPRINT_REACH)

  const clean = (text: string, length: number): string => {
    if (text.length <= length) return cut(parts.redact(text).text, length)
    const redacted = parts.redact(cut(text, length + SPILL)).text
    return cut(redacted, Math.max(0, Math.min(length, redacted.length - SPILL)))
  }

  const name = (text: string | null, length: number): string | null =>
    text === null ? null : clean(text, length)

  return (event: ErrorEvent, dbNow: number): ClassifiedEvent => {
    const message = clean(event.message, reach)
    const tracebackTail = clean(event.tracebackTail, 1024)
    const errorType = name(event.errorType, 200)
    const status = name(event.status, 64)
    const provider = name(event.provider, 200)
    // Of the text as it is: a new rule of redaction must not give old failures a new fingerprint.
    const identity = parts.fingerprint({
      message: cut(event.message, FINGERPRINT_REACH),
      errorClass: event.errorType,
      statusCode: event.status,
      provider: event.provider,
      tracebackTail: event.tracebackTail,
      shown: event.message.trim() === '' ? tracebackTail : message,
    })
    // Each by name: a text that is added to an event must be a type error here, not pass through as it is.
    return {
      table: event.table,
      requestId: event.requestId,
      startTime: event.startTime,
      time: event.time,
      createdAt: event.createdAt,
      keyHash: event.keyHash,
      model: name(event.model, 300),
      keyName: name(event.keyName, 300),
      teamId: name(event.teamId, 300),
      team: name(event.team, 300),
      provider,
      status,
      errorType,
      message: cut(message, parts.maxMessage),
      tracebackTail,
      group: {
        fingerprint: identity.fingerprint,
        version: identity.version,
        template: clean(identity.template, FINGERPRINT_REACH),
        title: clean(identity.title, 200),
      },
      fault: parts.faultOf({
        errorType,
        status,
        message,
        provider,
        code: event.code ?? null,
        evidence: event.evidence ?? null,
      }),
      fromFuture: event.time > dbNow || event.startTime > dbNow,
    }
  }
}
