import type { CommandSpec, OptionSpec } from './command.ts'

const config: OptionSpec = {
  value: 'FILE',
  doc: 'your configuration (LOOKOUT_CONFIG); what it leaves out keeps its default',
}
const json: OptionSpec = { doc: 'answer as JSON' }

/** Every command, in the order of `--help`. */
export const commands: Readonly<Record<string, CommandSpec>> = {
  check: {
    summary: 'look whether everything is as it should be, with the remedy where it is not',
    options: {
      config,
      'config-only': { doc: 'the configuration alone, without connecting to anything' },
      'send-test': { doc: 'send a test message on each channel' },
      json,
    },
    load: async () => (await import('./run-check.ts')).run,
  },
  digest: {
    summary: "print a day's digest",
    options: {
      config,
      date: { value: 'YYYY-MM-DD', doc: 'the day; without it, yesterday' },
      send: { doc: 'send it too, even if it was sent before' },
      json,
    },
    load: async () => (await import('./run-digest.ts')).run,
  },
  keys: {
    summary: 'list key aliases, models and teams with their failures, to write filters with',
    options: { config, days: { value: 'N', doc: 'how far back; without it, 7' }, json },
    load: async () => (await import('./run-keys.ts')).run,
  },
  status: {
    summary: 'tell what the state remembers',
    options: { config, backup: { value: 'FILE', doc: 'copy the state to a file first' }, json },
    load: async () => (await import('./run-status.ts')).run,
  },
}
