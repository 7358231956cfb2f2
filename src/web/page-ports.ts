import type { Notification } from '../domain/notification.ts'
import type { Clock, Logger } from '../domain/ports.ts'
import type { Locale } from '../i18n/locale.ts'
import type { ArtifactReader, PageStore, SilenceStore } from './read-model.ts'

/** What only the running daemon knows. Times in epoch milliseconds. */
export interface DaemonView {
  /** Name of the language model and what was wrong with its last answer ('' for nothing); null for no model. */
  readonly model: { readonly name: string; readonly problem: string } | null
  readonly nextDigestAt: number | null
  /** Names of the channels there are. */
  readonly channels: readonly string[]
}

/** What the page, the API and /metrics are given; every answer is for the moment it is asked. */
export interface PagePorts {
  readonly store: PageStore
  readonly silences: SilenceStore
  readonly artifacts: ArtifactReader
  readonly daemon: () => DaemonView
  /** The effective configuration by option path, secrets masked. */
  readonly configuration: () => Readonly<Record<string, unknown>>
  /** A notification as the HTML of the mail that was sent, its pictures inside. */
  readonly mail: (notification: Notification) => Promise<string>
  readonly metrics: { readonly contentType: string; readonly text: () => Promise<string> }
  /** Reasons why Lookout is not ready; empty when it is. */
  readonly unready: () => readonly string[]
  readonly clock: Clock
  readonly log: Logger
  readonly newId: () => string
  /** So many random bytes, for what must not be guessed. */
  readonly randomBytes: (count: number) => Buffer
}

export interface PageOptions {
  readonly instance: string
  readonly timezone: string
  readonly locale: Locale
  /** '' for none: then only local names are answered. */
  readonly token: string
  /** '' for the same as `token`. */
  readonly metricsToken: string
  /** Path prefix behind a reverse proxy, such as `/lookout`; '' for none. */
  readonly basePath: string
}
