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
    doc: `Only failures of these ${what} are read; \`*\` stands for any text. Empty: all.`,
    default: [],
  }),
  exclude: names({
    doc: `Failures of these ${what} are left out; \`*\` stands for any text.`,
    default: [],
  }),
})

/** Where LiteLLM's tables are, and how gently they are read. */
export const sourceOptions = {
  url: url(
    {
      doc: "LiteLLM's PostgreSQL database; its own DATABASE_URL works as it is. A read-only role is enough.",
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
    doc: "The proxy's time zone for rows written before February 2025, which carry its local time.",
    default: 'UTC',
  }),
  poolSize: whole(
    { doc: 'Connections to the database, at most; one stays open from poll to poll.', default: 2 },
    { min: 1, max: 10 },
  ),
  statementTimeout: duration(
    { doc: 'The database ends a query of ours after this.', default: '30s' },
    { min: 1000, max: 10 * MINUTE_MS },
  ),
  lockTimeout: duration(
    {
      doc: 'Our queries give way after this when a partition is being dropped.',
      default: '2s',
    },
    { min: 100, max: MINUTE_MS },
  ),
  connectTimeout: duration(
    { doc: 'How long a connection may take to open.', default: '10s' },
    { min: 500, max: 5 * MINUTE_MS },
  ),
  unindexedShare: decimal(
    {
      doc: 'Share of time that polls may keep the database busy with a table that has no index on startTime (ErrorLogs) and more than 20,000 rows: the larger, the more rarely it is read. 0.02 is 2 %.',
      default: 0.02,
    },
    { min: 0.001, max: 1 },
  ),
  pageSize: whole(
    { doc: 'Rows that one query returns, at most.', default: 1000 },
    { min: 10, max: 10_000 },
  ),
  window: duration(
    { doc: 'The largest slice of time that one query reads when catching up.', default: '1h' },
    { min: MINUTE_MS, max: DAY_MS },
  ),
  overlap: durationOrAuto(
    {
      doc: 'How far behind its mark every poll reads again, because rows arrive late and out of order. auto: what 99.9 % of the rows of the last week stayed within, between the two bounds below.',
      default: 'auto',
    },
    { min: 1000, max: DAY_MS },
  ),
  overlapMin: duration({ doc: 'The overlap is at least this.', default: '15m' }, { max: DAY_MS }),
  overlapMax: duration({ doc: 'The overlap is at most this.', default: '2h' }, { max: DAY_MS }),
  settleMargin: duration(
    {
      doc: "How far the high-water mark stays behind the database's clock.",
      default: '1m',
    },
    { max: DAY_MS },
  ),
  firstLookback: duration(
    {
      doc: 'How far back the very first poll reads. What it finds is reported, never alerted.',
      default: '1d',
    },
    { max: 28 * DAY_MS },
  ),
  shapeInterval: duration(
    {
      doc: 'How often the tables and columns are looked up again, since upgrades of LiteLLM change them silently.',
      default: '1h',
    },
    { min: MINUTE_MS, max: DAY_MS },
  ),
  includeHealthChecks: flag({
    doc: "Read the failures of LiteLLM's health checks too.",
    default: false,
  }),
  maxMessageLength: size(
    { doc: 'How much of an error message is read; the rest is cut off.', default: '20kB' },
    { min: 1000, max: 10_000_000 },
  ),
  filters: {
    keys: filter('key aliases'),
    models: filter('models'),
    teams: filter('teams'),
  },
}
