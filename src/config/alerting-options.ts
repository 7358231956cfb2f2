import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/units.ts'
import { duration, whole } from './kinds.ts'

/** Options of the evaluation that concern all rules. */
export const alertingOptions = {
  maxSeries: whole(
    {
      doc: 'Maximum number of label sets (models, keys, groups …) per rule; beyond it the oldest and smallest are counted together as `other`. A spike rule uses about 6 kB for each.',
      default: 2000,
    },
    { min: 2, max: 100_000 },
  ),
  learning: duration(
    {
      doc: 'How long after the first start errors are only learned, and none is reported as new.',
      default: '1d',
    },
    { min: MINUTE_MS, max: 60 * DAY_MS },
  ),
  pastBudget: duration(
    {
      doc: "How long the very first start may read LiteLLM's database to learn baselines from the past 28 days, newest first; 0s: not at all.",
      default: '30s',
    },
    { min: 0, max: HOUR_MS },
  ),
  flapTimes: whole(
    {
      doc: 'An alert that fires and resolves this often within flapWindow is flapping, and counts as firing until it has been quiet for flapWindow.',
      default: 3,
    },
    { min: 2, max: 100 },
  ),
  flapWindow: duration(
    {
      doc: 'Period in which changes are counted for flapping, and how long an alert must be quiet afterwards.',
      default: '1h',
    },
    { min: MINUTE_MS, max: DAY_MS },
  ),
}
