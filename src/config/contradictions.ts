import type { Config } from './config-schema.ts'
import { configuredChannels, notificationProblems } from './notification-problems.ts'

/** Options that contradict each other. `path` is the option to report, `about` all that are involved. */
export interface Contradiction {
  readonly path: string
  readonly about: readonly string[]
  readonly says: string
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

const emailProblems = ({ email }: Config): Contradiction[] => {
  if (email.to.length === 0) return []
  const problems: Contradiction[] = []
  if (email.url === '') {
    problems.push({
      path: 'email.to',
      about: ['email.to', 'email.url'],
      says: 'there are recipients but no mail server: set email.url (SMTP_URL), or empty email.to (EMAIL_TO)',
    })
  }
  if (email.from === '') {
    problems.push({
      path: 'email.to',
      about: ['email.to', 'email.from'],
      says: 'there are recipients but no sender: set email.from (EMAIL_FROM), or empty email.to (EMAIL_TO)',
    })
  }
  return problems
}

const retentionProblems = ({ retention, source, sweep }: Config): Contradiction[] => {
  const problems: Contradiction[] = []
  // A failure that is deleted while it can still be read again would be counted twice.
  const overlap = source.overlap ?? source.overlapMax
  const reach = Math.max(overlap, source.firstLookback, ...sweep.ages)
  if (retention.events <= reach) {
    problems.push({
      path: 'retention.events',
      about: ['retention.events', 'source.overlap', 'source.firstLookback', 'sweep.ages'],
      says: 'must be longer than source.overlap, source.firstLookback and every one of sweep.ages',
    })
  }
  if (source.overlapMin > source.overlapMax) {
    problems.push({
      path: 'source.overlapMin',
      about: ['source.overlapMin', 'source.overlapMax'],
      says: 'must not be longer than source.overlapMax',
    })
  }
  if (retention.groups < retention.events) {
    problems.push({
      path: 'retention.groups',
      about: ['retention.groups', 'retention.events'],
      says: 'must not be shorter than retention.events',
    })
  }
  return problems
}

const missingUrl =
  "missing: set DATABASE_URL (or DATABASE_URL_FILE) to LiteLLM's PostgreSQL, such as postgresql://lookout:PASSWORD@db:5432/litellm; to see Lookout without one: npm run demo"

/** All contradictions. `sourceNeeded` is false for commands that never query the database. */
export const contradictions = (config: Config, sourceNeeded: boolean): readonly Contradiction[] => {
  const problems: Contradiction[] = []
  if (sourceNeeded && config.source.url === '') {
    problems.push({ path: 'source.url', about: ['source.url'], says: missingUrl })
  }
  problems.push(...notificationProblems(config), ...retentionProblems(config))
  if (config.llm.enabled && config.llm.url !== '' && config.llm.model === '') {
    problems.push({
      path: 'llm.model',
      about: ['llm.model', 'llm.url', 'llm.enabled'],
      says: 'llm.url is set but no model is named: set llm.model (LLM_MODEL), or llm.enabled: false',
    })
  }
  problems.push(...emailProblems(config))
  if (!isLoopback(config.web.host) && config.web.token === '') {
    problems.push({
      path: 'web.host',
      about: ['web.host', 'web.token'],
      says: `the page shows error messages and would be reachable at ${config.web.host} without a token: set web.token (WEB_TOKEN), or web.host: 127.0.0.1`,
    })
  }
  return problems
}

/** What is allowed but probably not intended. */
export const cautions = (config: Config): readonly string[] => {
  const warnings: string[] = []
  if (config.llm.enabled && config.llm.url === '') {
    warnings.push('llm.url (LLM_URL) is not set: there will be no AI summaries')
  }
  if (config.email.url !== '' && config.email.to.length === 0) {
    warnings.push('email.url is set but email.to (EMAIL_TO) is empty: no e-mail will be sent')
  }
  if (configuredChannels(config).length === 0) {
    warnings.push(
      'neither Slack (SLACK_WEBHOOK_URL) nor e-mail (EMAIL_TO) nor channels is set: no notifications will be sent',
    )
  }
  return warnings
}
