import { analyzeSpec } from './analyze/analyze-spec.ts'
import type { CommandSpec, OptionSpec } from './command.ts'
import type { RunDemo } from './run/run-demo.ts'

const config: OptionSpec = {
  value: 'FILE',
  doc: 'your configuration (LOOKOUT_CONFIG); what it leaves out keeps its default',
}
const json: OptionSpec = { doc: 'answer as JSON' }

/** Every command, in the order of `--help`. The demo is handed in: only `main.ts` may load it. */
export const createCommands = (
  loadDemo: () => Promise<RunDemo>,
): Readonly<Record<string, CommandSpec>> => ({
  run: {
    summary: 'watch, as a daemon, until SIGTERM or Ctrl-C; its log goes to standard output',
    options: { config },
    load: async () => (await import('./run/run-daemon.ts')).run,
  },
  analyze: analyzeSpec(config, json),
  check: {
    summary: 'look whether everything is as it should be, with the remedy where it is not',
    options: {
      config,
      'config-only': { doc: 'the configuration alone, without connecting to anything' },
      'send-test': {
        doc: 'send a message on each channel, ask the model for a word, call the heartbeat',
      },
      rules: { value: 'FILE', doc: 'run the rule tests of a YAML file, and nothing else' },
      route: {
        value: 'LABELS',
        doc: 'tell where an alert such as team=x,severity=critical would go, and nothing else',
      },
      json,
    },
    load: async () => (await import('./check/run-check.ts')).run,
  },
  digest: {
    summary: "print a day's digest",
    options: {
      config,
      date: { value: 'YYYY-MM-DD', doc: 'the day, or the last of a week; without it, yesterday' },
      name: { value: 'NAME', doc: 'one of the list digests; without it, the daily one' },
      preview: {
        value: 'FOLDER',
        doc: 'write it as HTML, text, pictures and Slack JSON, to look at',
      },
      send: { doc: 'send it too, even if it was sent before' },
      json,
    },
    load: async () => (await import('./digest/run-digest.ts')).run,
  },
  keys: {
    summary: 'list key aliases, models and teams with their failures, to write filters with',
    options: { config, days: { value: 'N', doc: 'how far back; without it, 7' }, json },
    load: async () => (await import('./keys/run-keys.ts')).run,
  },
  silence: {
    summary: 'keep alerts from being told: add, list, expire',
    positionals: 'add MATCHER... | list | expire ID...',
    options: {
      config,
      for: { value: 'DURATION', doc: 'add: how long, such as 2h' },
      until: { value: 'TIME', doc: 'add: until when, such as 2026-03-01T18:00' },
      'until-resolved': { doc: 'add: acknowledge what fires now, until it is over' },
      author: { value: 'NAME', doc: 'add: whose it is; without it, USER' },
      reason: { value: 'TEXT', doc: 'add: why' },
      all: { doc: 'list: those that are over as well' },
      json,
    },
    load: async () => (await import('./silence/run-silence.ts')).run,
  },
  status: {
    summary: 'tell what the state remembers',
    options: { config, backup: { value: 'FILE', doc: 'copy the state to a file first' }, json },
    load: async () => (await import('./status/run-status.ts')).run,
  },
  backtest: {
    summary:
      'replay the past through the rules: what would have fired, when, and how much noise that is',
    options: {
      config,
      from: { value: 'TIME', doc: 'begin, such as 2026-03-01; without it, 7 days before the end' },
      to: { value: 'TIME', doc: 'end; without it, now' },
      rule: { value: 'NAME', doc: 'this rule alone' },
      learn: {
        value: 'DURATION',
        doc: 'how much of the time before is learned from; without it, 7d',
      },
      state: { doc: "the past as Lookout's state remembers it, instead of LiteLLM's tables" },
      series: {
        value: 'FILE',
        doc: 'a bare series instead, timestamp,value a line, for a spike rule',
      },
      json,
    },
    load: async () => (await import('./backtest/run-backtest.ts')).run,
  },
  groups: {
    summary: 'list groups of failures, join two of them, or take one apart from its look-alikes',
    positionals: '[join FINGERPRINT INTO | apart FINGERPRINT]',
    options: { config, json },
    load: async () => (await import('./groups/run-groups.ts')).run,
  },
  purge: {
    summary: 'forget what one user, key or request wrote, in the state and in the artifacts',
    options: {
      config,
      user: {
        value: 'ID',
        doc: 'who made the requests, as LiteLLM knows them (user, end_user, e-mail)',
      },
      key: { value: 'ALIAS', doc: 'the key they were made with, by alias or hash' },
      request: { value: 'ID', doc: 'one request' },
      yes: { doc: 'do it; without, only what would be done is told' },
      json,
    },
    load: async () => (await import('./purge/run-purge.ts')).run,
  },
  fingerprint: {
    summary: 'group error messages: events as JSON lines in, their fingerprints as JSON lines out',
    options: {
      config: { ...config, doc: 'for its grouping rules (LOOKOUT_CONFIG)' },
      join: { doc: 'join groups that differ little, over the whole input' },
      explain: { doc: 'show what was masked, and why' },
    },
    load: async () => (await import('./fingerprint/run-fingerprint.ts')).run,
  },
  demo: {
    summary:
      'show all of it on this machine alone: database, traffic, incidents, Slack and mail played',
    options: {
      for: {
        value: 'DURATION',
        doc: 'end by itself after this, such as 60s; without it, on Ctrl-C',
      },
      output: { value: 'FOLDER', doc: 'where mails, artifacts and the log go' },
      seed: { value: 'N', doc: 'the same number plays the same incidents' },
    },
    load: async () => {
      const [{ demoRun }, runDemo] = await Promise.all([import('./run/run-demo.ts'), loadDemo()])
      return demoRun(runDemo)
    },
  },
})
