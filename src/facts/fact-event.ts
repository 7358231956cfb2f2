import type { StoredEvent } from '../domain/event.ts'

/** The telling fields of an event: a stored one or one just classified. */
export interface FactEvent
  extends Pick<
    StoredEvent,
    | 'requestId'
    | 'time'
    | 'model'
    | 'provider'
    | 'keyName'
    | 'team'
    | 'status'
    | 'errorType'
    | 'message'
    | 'fault'
  > {
  readonly group: {
    readonly fingerprint: string
    readonly template: string
    readonly title: string
  }
  readonly late?: boolean
}
