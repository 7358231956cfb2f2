import type { CommandSpec, OptionSpec } from '../command.ts'

/** `lookout analyze`, as `--help` tells it. */
export const analyzeSpec = (config: OptionSpec, json: OptionSpec): CommandSpec => ({
  summary: 'analyze the failures of the last day once, without a daemon',
  options: {
    config,
    days: { value: 'N', doc: 'how far back; without it, 1' },
    from: { value: 'WHEN', doc: 'from this local date or time on, such as 2026-03-01T14:30' },
    to: { value: 'WHEN', doc: 'up to this time; of a date, to its end' },
    'no-time-filter': { doc: 'the newest failures there are, however old' },
    key: { value: 'ALIAS', doc: 'only of this key alias or hash; * stands for any text' },
    model: { value: 'NAME', doc: 'only of this model' },
    team: { value: 'ALIAS', doc: 'only of this team alias or id' },
    limit: { value: 'N', doc: 'rows shown and saved; without it, 100. Totals are of all' },
    'no-llm': { doc: 'ask no model' },
    output: { value: 'FOLDER', doc: 'where the artifacts go; without it, OUTPUT_DIR' },
    json,
  },
  load: async () => (await import('./run-analyze.ts')).run,
})
