import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/units.ts'
import { duration, whole } from './kinds.ts'

/** How the rules are looked at, whichever they are. */
export const alertingOptions = {
  maxSeries: whole(
    {
      doc: 'Label sets (models, keys, groups …) that one rule tells apart, at most; the oldest and smallest beyond are counted together as `other`. A spike rule remembers about 6 kB for each.',
      default: 2000,
    },
    { min: 2, max: 100_000 },
  ),
  learning: duration(
    {
      doc: 'How long after the start of watching errors are learned and none is told as new.',
      default: '1d',
    },
    { min: MINUTE_MS, max: 60 * DAY_MS },
  ),
  pastBudget: duration(
    {
      doc: "How long the very first start may read LiteLLM's database for what was usual in the past 28 days, newest first; 0s: not at all.",
      default: '30s',
    },
    { min: 0, max: HOUR_MS },
  ),
  flapTimes: whole(
    {
      doc: 'An alert that came and went this often within flapWindow is said to flap, and then counts as firing until it has been calm.',
      default: 3,
    },
    { min: 2, max: 100 },
  ),
  flapWindow: duration(
    { doc: 'How long coming and going is remembered, and how long calm must last.', default: '1h' },
    { min: MINUTE_MS, max: DAY_MS },
  ),
}
