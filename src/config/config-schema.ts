import { DAY_MS, MINUTE_MS } from '../domain/units.ts'
import { isLocale, localeNames } from '../i18n/locales.ts'
import { defaultRules } from '../rules/default-rules.ts'
import { rulesSchema } from '../rules/rule.ts'
import { alertingOptions } from './alerting-options.ts'
import { classifyOptions } from './classify-options.ts'
import { digestList } from './digest-list.ts'
import {
  decimal,
  duration,
  durations,
  flag,
  names,
  oneOf,
  schedule,
  text,
  url,
  whole,
  zone,
} from './kinds.ts'
import {
  emailOptions,
  linkOptions,
  llmOptions,
  redactionOptions,
  slackOptions,
} from './notification-options.ts'
import {
  channelList,
  inhibitList,
  muteTimeList,
  notificationOptions,
  routeList,
} from './notification-routes.ts'
import type { ValuesOf } from './option.ts'
import { ruleList } from './rule-lists.ts'
import { sourceOptions } from './source-options.ts'

/**
 * convict's schema, and the one place where an option is described: `config/default.yaml` and the tables of options are
 * made from it by `scripts/write-config-docs.ts`.
 */
export const schema = {
  instance: text(
    {
      doc: 'Name of the monitored proxy (prod, staging); shown in every message.',
      default: 'litellm',
      env: 'LOOKOUT_INSTANCE',
    },
    (value) => value.trim() !== '' && value.length <= 64,
    'a name of 1 to 64 characters',
  ),
  timezone: zone({
    doc: 'Time zone of folder names, digests and displayed times.',
    default: 'UTC',
    env: 'TZ',
  }),
  locale: text(
    {
      doc: `Language of messages, page and prompts, and format of numbers and dates: ${localeNames.join(' or ')}.`,
      default: 'en',
      env: 'LOOKOUT_LOCALE',
    },
    isLocale,
    localeNames.join(' or '),
  ),
  log: {
    level: oneOf(['debug', 'info', 'warn', 'error'], {
      doc: 'Lowest level that is logged: debug, info, warn or error.',
      default: 'info',
      env: 'LOG_LEVEL',
    }),
  },
  source: sourceOptions,
  poll: {
    schedule: schedule({
      doc: 'When the tables are polled and the rules evaluated.',
      default: '* * * * *',
    }),
  },
  report: {
    schedule: schedule({
      doc: 'When a report of the failures since the last one is written.',
      default: '0 * * * *',
    }),
    notify: names({
      doc: 'Channels that are notified of every report: slack, email.',
      default: [],
    }),
  },
  digest: {
    enabled: flag({ doc: 'Send a digest of the day before.', default: true }),
    name: text(
      { doc: "The digest's name.", default: 'daily' },
      (value) => /^[\w-]{1,32}$/.test(value),
      'a name of 1 to 32 letters, digits, dashes',
    ),
    schedule: schedule({ doc: 'When it is sent, in the time zone above.', default: '0 8 * * *' }),
    channels: names({
      doc: 'Channels that get it: slack, email. Empty: all channels.',
      default: [],
    }),
  },
  digests: digestList,
  links: linkOptions,
  sweep: {
    schedule: schedule({
      doc: 'When older slices are read again, to find rows that arrived late.',
      default: '20 * * * *',
    }),
    ages: durations(
      { doc: 'Ages at which a slice is read again.', default: ['30m', '2h', '8h', '24h'] },
      { min: MINUTE_MS, max: 7 * DAY_MS },
    ),
    databaseShare: decimal(
      { doc: "Share of the database's time that sweeps may use: 0.02 is 2 %.", default: 0.02 },
      { min: 0.001, max: 0.5 },
    ),
  },
  prune: {
    schedule: schedule({
      doc: 'When state and artifacts past their retention are deleted.',
      default: '30 3 * * *',
    }),
  },
  noData: {
    unreachableAfter: whole(
      {
        doc: 'After so many failed polls in a row, people are notified that the database is unreachable.',
        default: 3,
      },
      { min: 1, max: 1000 },
    ),
    silentAfter: duration(
      {
        doc: 'How long LiteLLM may log nothing, where it usually does, before people are notified.',
        default: '15m',
      },
      { min: MINUTE_MS, max: DAY_MS },
    ),
  },
  heartbeat: {
    url: url(
      {
        doc: "Called after each successful poll, so that an external dead man's switch notices when Lookout stops. Empty: none.",
        default: '',
        env: 'HEARTBEAT_URL',
        mask: 'webhook',
      },
      ['https:', 'http:'],
    ),
    method: oneOf(['GET', 'POST'], { doc: 'HTTP method: GET or POST.', default: 'GET' }),
  },
  retention: {
    events: duration(
      { doc: 'How long single failures are kept.', default: '30d' },
      { min: 2 * DAY_MS },
    ),
    groups: duration(
      { doc: 'How long groups and their first-seen dates are kept.', default: '395d' },
      { min: 2 * DAY_MS },
    ),
    artifacts: duration(
      { doc: 'How long artifact folders are kept.', default: '90d' },
      { min: DAY_MS },
    ),
    reports: duration(
      { doc: 'How long the records of reports and digests are kept.', default: '90d' },
      { min: 8 * DAY_MS },
    ),
  },
  state: {
    url: text(
      {
        doc: 'State database, a file: sqlite:PATH.',
        default: 'sqlite:./state/lookout.db',
        env: 'STATE_URL',
      },
      (value) => /^sqlite:./.test(value),
      'sqlite:PATH, such as sqlite:./state/lookout.db',
    ),
  },
  artifacts: {
    dir: text(
      {
        doc: 'Folder for the artifacts, with one subfolder a day.',
        default: './output',
        env: 'OUTPUT_DIR',
      },
      (value) => value !== '',
      'a folder',
    ),
    full: flag({ doc: "Write error_logs_full: the tables' own rows.", default: true }),
    analysis: flag({
      doc: 'Write error_logs_analysis: the main fields of each failure.',
      default: true,
    }),
    prompt: flag({ doc: 'Write llm_prompt: what the model was asked.', default: true }),
    answer: flag({ doc: 'Write llm_analysis: what the model answered.', default: true }),
    params: flag({
      doc: 'Write query_params: period, filters, limits, counts, versions.',
      default: true,
    }),
    includePrompts: flag({
      doc: "Also read and keep the requests' prompts and bodies, where LiteLLM stores them.",
      default: false,
    }),
  },
  llm: llmOptions,
  redaction: redactionOptions,
  slack: slackOptions,
  email: emailOptions,
  channels: channelList,
  notifications: notificationOptions,
  routes: routeList,
  muteTimes: muteTimeList,
  inhibit: inhibitList,
  alerting: alertingOptions,
  rules: ruleList(
    {
      doc: 'When to alert. A rule has a name, a type and what that type needs. It is evaluated separately for each combination of the labels in `by`; `match` and `exclude` take one or several patterns for each label, with `*` for any text.',
      default: defaultRules,
    },
    rulesSchema,
  ),
  ...classifyOptions,
  web: {
    host: text(
      {
        doc: 'Address on which page, health and metrics are served. Anything but loopback needs a token.',
        default: '127.0.0.1',
        env: 'WEB_HOST',
      },
      (value) => /^[\w.:-]+$/.test(value),
      'an address such as 127.0.0.1 or 0.0.0.0',
    ),
    port: whole(
      { doc: 'Port of page, health and metrics; 0: any free one.', default: 8080 },
      { min: 0, max: 65_535 },
    ),
    basePath: text(
      {
        doc: 'Path prefix under which a reverse proxy serves the page, such as /lookout. Empty: no prefix.',
        default: '',
      },
      (value) => value === '' || /^\/[\w./-]*$/.test(value),
      'a path such as /lookout',
    ),
    publicUrl: url(
      {
        doc: 'Public address of the page, for links in messages. Empty: no links.',
        default: '',
        env: 'WEB_PUBLIC_URL',
      },
      ['https:', 'http:'],
    ),
    token: text({
      doc: 'Token for the page and its API.',
      default: '',
      env: 'WEB_TOKEN',
      mask: 'hidden',
    }),
    metricsToken: text({
      doc: 'Separate token for /metrics. Empty: the one above.',
      default: '',
      mask: 'hidden',
    }),
  },
}

/** The whole configuration: typed, frozen; durations in milliseconds, sizes in bytes. */
export type Config = ValuesOf<typeof schema>
