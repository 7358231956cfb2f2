import type { Random } from '../../../src/demo/traffic/random.ts'

/** One message that reached a sink whole. */
export interface Received {
  readonly channel: string
  /** The idempotency key that stood in it; '' for none. */
  readonly key: string
  /** Real epoch milliseconds. */
  readonly at: number
  /** Whether the sink said yes; if not, the sender cannot know and may send again. */
  readonly answered: boolean
}

/** What a sink kept, and how it behaved. */
export interface Inbox {
  readonly received: Received[]
  /** How often it did what. */
  readonly moods: Map<string, number>
}

export const emptyInbox = (): Inbox => ({ received: [], moods: new Map() })

export type Mood<Name extends string> = { readonly name: Name; readonly weight: number }

/** Draws how the next message is met; once `calm` says so, kindly. */
export const createMood =
  <Name extends string>(
    random: Random,
    moods: readonly Mood<Name>[],
    kind: Name,
    inbox: Inbox,
    calm: () => boolean,
  ) =>
  (): Name => {
    const name = calm() ? kind : random.weighted(moods).name
    inbox.moods.set(name, (inbox.moods.get(name) ?? 0) + 1)
    return name
  }
