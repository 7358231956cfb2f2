import type { Migration } from './migrate.ts'

const UUID_GLOB = [8, 4, 4, 4, 12].map((digits) => '[0-9a-f]'.repeat(digits)).join('-')

/**
 * Repeated values are stored once in `series` and `groups`; an event has the rest. Events are numbered in the order of
 * their commits and numbers are never reused: reports and digests are ranges of them. `events` and `minute_counts` have
 * no foreign keys on purpose: a million rows would pay on every insert, and deleting a series would scan all of them.
 */
/** Columns that contained the word `unknown` for missing values, until it was removed. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  series: ['model', 'provider', 'key_name', 'team', 'status', 'error_type'],
  request_series: ['model', 'provider', 'key_name', 'team'],
  groups: ['status', 'error_type'],
  group_aliases: ['status', 'error_type'],
}

/** A key with a hash may really have this alias. */
const withoutWord = (table: string, column: string): string =>
  `UPDATE ${table} SET ${column} = '' WHERE ${column} = 'unknown'${column === 'key_name' ? " AND key_hash = ''" : ''}`

/** The same in the JSON of labels. */
const LABELS = ['model', 'key', 'team', 'provider', 'error_type', 'status']
const withoutWordIn = (table: string, column: string): string => {
  const replaced = LABELS.reduce(
    (sql, label) => `replace(${sql}, '"${label}":"unknown"', '"${label}":""')`,
    column,
  )
  return `UPDATE ${table} SET ${column} = ${replaced} WHERE ${column} LIKE '%:"unknown"%'`
}

export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    statements: [
      `CREATE TABLE groups (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        fingerprint TEXT NOT NULL UNIQUE,
        version BIGINT NOT NULL,
        template TEXT NOT NULL,
        title TEXT NOT NULL,
        error_type TEXT NOT NULL,
        status TEXT NOT NULL,
        fault TEXT NOT NULL,
        first_seen BIGINT NOT NULL,
        last_seen BIGINT NOT NULL,
        back_at BIGINT,
        gone_at BIGINT,
        since BIGINT,
        count BIGINT NOT NULL)`,
      `CREATE TABLE group_aliases (
        fingerprint TEXT PRIMARY KEY,
        target TEXT NOT NULL,
        kind TEXT NOT NULL,
        version BIGINT NOT NULL,
        template TEXT NOT NULL,
        title TEXT NOT NULL,
        error_type TEXT NOT NULL,
        status TEXT NOT NULL,
        fault TEXT NOT NULL,
        first_seen BIGINT)`,
      'CREATE INDEX group_aliases_by_target ON group_aliases (target)',
      `CREATE TABLE series (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        group_id BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
        model TEXT NOT NULL,
        provider TEXT NOT NULL,
        key_hash TEXT NOT NULL,
        key_name TEXT NOT NULL,
        team TEXT NOT NULL,
        status TEXT NOT NULL,
        error_type TEXT NOT NULL,
        fault TEXT NOT NULL,
        UNIQUE (group_id, model, provider, key_hash, key_name, team, status, error_type, fault))`,
      `CREATE TABLE events (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        tbl BIGINT NOT NULL,
        request_id TEXT NOT NULL,
        start_ms BIGINT NOT NULL,
        time_ms BIGINT NOT NULL,
        series_id BIGINT NOT NULL,
        seen_ms BIGINT NOT NULL,
        flags BIGINT NOT NULL,
        twin_of BIGINT,
        message TEXT NOT NULL)`,
      'CREATE UNIQUE INDEX events_by_identity ON events (start_ms, request_id, tbl)',
      // Covers counting, so that the edges of a window are read from the index alone.
      'CREATE INDEX events_by_time ON events (time_ms, series_id, twin_of)',
      'CREATE INDEX events_by_twin ON events (twin_of) WHERE twin_of IS NOT NULL',
      `CREATE TABLE minute_counts (
        minute BIGINT NOT NULL,
        series_id BIGINT NOT NULL,
        n BIGINT NOT NULL,
        PRIMARY KEY (minute, series_id)) WITHOUT ROWID`,
      `CREATE TABLE marks (
        tbl BIGINT PRIMARY KEY,
        start_ms BIGINT NOT NULL,
        request_id TEXT NOT NULL)`,
      'CREATE TABLE lateness (day BIGINT NOT NULL, bucket BIGINT NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (day, bucket))',
      'CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)',
      `CREATE TABLE alerts (
        id TEXT PRIMARY KEY,
        rule TEXT NOT NULL,
        severity TEXT NOT NULL,
        labels TEXT NOT NULL,
        shown TEXT NOT NULL,
        state TEXT NOT NULL,
        started_at BIGINT NOT NULL,
        fired_at BIGINT,
        resolved_at BIGINT,
        active_at BIGINT NOT NULL,
        notified_at BIGINT,
        observed DOUBLE PRECISION NOT NULL,
        threshold DOUBLE PRECISION NOT NULL,
        expected DOUBLE PRECISION,
        says TEXT NOT NULL,
        window_ms BIGINT NOT NULL,
        peak DOUBLE PRECISION NOT NULL,
        memo TEXT NOT NULL,
        updated_at BIGINT NOT NULL)`,
      "CREATE INDEX alerts_open ON alerts (started_at) WHERE state <> 'resolved'",
      "CREATE INDEX alerts_resolved ON alerts (resolved_at) WHERE state = 'resolved'",
      `CREATE TABLE rule_memory (
        rule TEXT PRIMARY KEY,
        scope TEXT NOT NULL,
        head TEXT NOT NULL)`,
      `CREATE TABLE rule_sets (
        rule TEXT NOT NULL REFERENCES rule_memory (rule) ON DELETE CASCADE,
        label_set TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (rule, label_set)) WITHOUT ROWID`,
      `CREATE TABLE request_series (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        model TEXT NOT NULL,
        provider TEXT NOT NULL,
        key_hash TEXT NOT NULL,
        key_name TEXT NOT NULL,
        team TEXT NOT NULL,
        UNIQUE (model, provider, key_hash, key_name, team))`,
      `CREATE TABLE request_counts (
        minute BIGINT NOT NULL,
        series_id BIGINT NOT NULL,
        successes BIGINT NOT NULL,
        failures BIGINT NOT NULL,
        PRIMARY KEY (minute, series_id)) WITHOUT ROWID`,
      `CREATE TABLE notifications (
        id TEXT PRIMARY KEY,
        payload TEXT NOT NULL,
        created_at BIGINT NOT NULL)`,
      `CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        notification_id TEXT NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
        channel TEXT NOT NULL,
        order_key TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        due_at BIGINT NOT NULL,
        attempts BIGINT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        ended_at BIGINT,
        held_at BIGINT,
        UNIQUE (notification_id, channel))`,
      'CREATE INDEX outbox_by_order ON outbox (order_key)',
      "CREATE INDEX outbox_pending ON outbox (channel, order_key, id) WHERE state = 'pending'",
      "CREATE INDEX outbox_sent ON outbox (channel, ended_at) WHERE state = 'sent'",
      `CREATE TABLE told_alerts (
        alert_id TEXT NOT NULL,
        notification_id TEXT NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
        PRIMARY KEY (alert_id, notification_id)) WITHOUT ROWID`,
      'CREATE INDEX told_alerts_by_notification ON told_alerts (notification_id)',
      'CREATE TABLE alert_groups (key TEXT PRIMARY KEY, record TEXT NOT NULL)',
      `CREATE TABLE silences (
        id TEXT PRIMARY KEY,
        matchers TEXT NOT NULL,
        alerts TEXT NOT NULL,
        starts_at BIGINT NOT NULL,
        ends_at BIGINT,
        author TEXT NOT NULL,
        reason TEXT NOT NULL,
        created_at BIGINT NOT NULL)`,
      `CREATE TABLE reports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        started_at BIGINT NOT NULL,
        folder TEXT NOT NULL,
        stamp TEXT NOT NULL,
        after_event BIGINT NOT NULL,
        upto_event BIGINT NOT NULL,
        count BIGINT NOT NULL,
        finished_at BIGINT,
        files TEXT NOT NULL,
        UNIQUE (folder, stamp))`,
      `CREATE TABLE digests (
        digest TEXT NOT NULL,
        day TEXT NOT NULL,
        upto_event BIGINT NOT NULL,
        made_at BIGINT NOT NULL,
        payload TEXT NOT NULL,
        PRIMARY KEY (digest, day))`,
      'CREATE TABLE own_calls (call_id TEXT PRIMARY KEY, at BIGINT NOT NULL)',
      'CREATE TABLE model_calls (call_id TEXT PRIMARY KEY, at BIGINT NOT NULL, tokens BIGINT NOT NULL)',
      `CREATE TABLE explanations (
        key TEXT PRIMARY KEY,
        at BIGINT NOT NULL,
        answer TEXT NOT NULL,
        cut_by_limit BIGINT NOT NULL,
        cut BIGINT NOT NULL)`,
    ],
  },
  {
    version: 2,
    // When a message was last tried: a wait that starts in the future is ignored.
    statements: ['ALTER TABLE outbox ADD COLUMN tried_at BIGINT'],
  },
  {
    version: 3,
    // By the hour first: a request id is found with one lookup per hour, and new rows stay together.
    statements: [
      'DROP INDEX events_by_identity',
      'CREATE UNIQUE INDEX events_by_identity ON events ((start_ms / 3600000), request_id, start_ms, tbl)',
    ],
  },
  {
    version: 4,
    // The time at which an event was read was never used, and a million events had it.
    statements: ['ALTER TABLE events DROP COLUMN seen_ms'],
  },
  {
    version: 5,
    // A request id as packed by request-id.ts: a UUID takes 16 bytes instead of 36, twice in every event.
    statements: [
      'DROP INDEX events_by_identity',
      'ALTER TABLE events RENAME COLUMN request_id TO id_text',
      "ALTER TABLE events ADD COLUMN request_id BLOB NOT NULL DEFAULT ''",
      `UPDATE events SET request_id = CASE
        WHEN id_text GLOB '${UUID_GLOB}' THEN unhex(replace(id_text, '-', ''))
        WHEN octet_length(id_text) = 16 THEN unhex(hex(id_text) || 'ff')
        ELSE CAST(id_text AS BLOB) END`,
      'ALTER TABLE events DROP COLUMN id_text',
      'CREATE UNIQUE INDEX events_by_identity ON events ((start_ms / 3600000), request_id, start_ms, tbl)',
    ],
  },
  {
    version: 6,
    // What is missing is '' here and null above; it was the word `unknown`, which could also be a name.
    statements: [
      ...Object.entries(NAMES).flatMap(([table, columns]) =>
        columns.map((column) => withoutWord(table, column)),
      ),
      withoutWordIn('alerts', 'labels'),
      withoutWordIn('alert_groups', 'key'),
      withoutWordIn('alert_groups', 'record'),
      withoutWordIn('rule_sets', 'value'),
      `UPDATE rule_sets SET label_set = replace(label_set, '"unknown"', '""') WHERE label_set LIKE '%"unknown"%'`,
    ],
  },
  {
    version: 7,
    // Earlier attempts of a request have rows of their own in LiteLLM's table since 1.108.
    statements: ['ALTER TABLE request_counts ADD COLUMN retries BIGINT NOT NULL DEFAULT 0'],
  },
  {
    version: 8,
    // What a rule found, as data; of older alerts only their numbers are known.
    statements: [
      `ALTER TABLE alerts ADD COLUMN finding TEXT NOT NULL DEFAULT '{"kind":"unknown"}'`,
      'ALTER TABLE alerts DROP COLUMN says',
    ],
  },
]
