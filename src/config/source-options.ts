import { DAY_MS, MINUTE_MS } from '../domain/units.ts'
import {
  decimal,
  duration,
  durationOrAuto,
  flag,
  names,
  size,
  text,
  url,
  whole,
  zone,
} from './kinds.ts'

const filter = (what: string) => ({
  include: names({
    doc: `Read only failures of these ${what}; \`*\` stands for any text. Empty: all.`,
    default: [],
  }),
  exclude: names({
    doc: `Ignore failures of these ${what}; \`*\` stands for any text.`,
    default: [],
  }),
})

/** Where LiteLLM's tables are, and how they are read. */
export const sourceOptions = {
  url: url(
    {
      doc: "LiteLLM's PostgreSQL database; LiteLLM's own DATABASE_URL works unchanged. A read-only role is enough.",
      default: '',
      env: 'DATABASE_URL',
      mask: 'url',
    },
    ['postgres:', 'postgresql:'],
  ),
  caFile: text({
    doc: "Path of a PEM file with the private CA that signed the database's certificate.",
    default: '',
  }),
  timezone: zone({
    doc: "The proxy's time zone, for rows written before February 2025, which are in its local time.",
    default: 'UTC',
  }),
  poolSize: whole(
    {
      doc: 'Maximum number of connections to the database; one stays open between polls.',
      default: 2,
    },
    { min: 1, max: 10 },
  ),
  statementTimeout: duration(
    { doc: 'Time limit for a query; the database cancels it after that.', default: '30s' },
    { min: 1000, max: 10 * MINUTE_MS },
  ),
  lockTimeout: duration(
    {
      doc: 'How long a query waits for a lock, for example while a partition is dropped.',
      default: '2s',
    },
    { min: 100, max: MINUTE_MS },
  ),
  connectTimeout: duration(
    { doc: 'Time limit for opening a connection.', default: '10s' },
    { min: 500, max: 5 * MINUTE_MS },
  ),
  unindexedShare: decimal(
    {
      doc: "Share of the database's time that polls may use on a table without an index on startTime (ErrorLogs) and with more than 20,000 rows; the larger the table, the less often it is read. 0.02 is 2 %.",
      default: 0.02,
    },
    { min: 0.001, max: 1 },
  ),
  pageSize: whole(
    { doc: 'Maximum number of rows per query.', default: 1000 },
    { min: 10, max: 10_000 },
  ),
  window: duration(
    { doc: 'Maximum time range of one query when catching up.', default: '1h' },
    { min: MINUTE_MS, max: DAY_MS },
  ),
  overlap: durationOrAuto(
    {
      doc: "How far behind the high-water mark every poll reads again, because rows arrive late and out of order. auto: the lateness of 99.9 % of last week's rows, within the two bounds below.",
      default: 'auto',
    },
    { min: 1000, max: DAY_MS },
  ),
  overlapMin: duration({ doc: 'Lower bound of the overlap.', default: '15m' }, { max: DAY_MS }),
  overlapMax: duration({ doc: 'Upper bound of the overlap.', default: '2h' }, { max: DAY_MS }),
  settleMargin: duration(
    {
      doc: "How far the high-water mark stays behind the database's clock.",
      default: '1m',
    },
    { max: DAY_MS },
  ),
  firstLookback: duration(
    {
      doc: 'How far back the very first poll reads. Failures it finds are reported but trigger no alerts.',
      default: '1d',
    },
    { max: 28 * DAY_MS },
  ),
  shapeInterval: duration(
    {
      doc: 'How often tables and columns are checked for changes, which an upgrade of LiteLLM may bring.',
      default: '1h',
    },
    { min: MINUTE_MS, max: DAY_MS },
  ),
  includeHealthChecks: flag({
    doc: "Also read failures of LiteLLM's health checks.",
    default: false,
  }),
  maxMessageLength: size(
    { doc: 'Maximum length of an error message; the rest is cut off.', default: '20kB' },
    { min: 1000, max: 10_000_000 },
  ),
  filters: {
    keys: filter('key aliases'),
    models: filter('models'),
    teams: filter('teams'),
  },
}
