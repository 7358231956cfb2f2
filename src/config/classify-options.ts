import { ownEntriesSchema } from '../classify/catalogue/known.ts'
import { faultRulesSchema } from '../classify/fault.ts'
import { groupingRulesSchema } from '../classify/grouping/grouping-rules.ts'
import { ruleList } from './rule-lists.ts'

const grouping = groupingRulesSchema.unwrap().shape

/** Options of grouping, causes and the catalogue. */
export const classifyOptions = {
  grouping: {
    rules: ruleList(
      {
        doc: 'Fixed groups and group titles; they take precedence over the automatic ones.',
        default: [],
      },
      grouping.rules,
    ),
    masks: ruleList(
      { doc: 'Further patterns (RE2) of variable text, which grouping ignores.', default: [] },
      grouping.masks,
    ),
    pinned: ruleList(
      { doc: 'Fingerprints of groups that are never joined with similar ones.', default: [] },
      grouping.pinned,
    ),
  },
  faults: ruleList(
    {
      doc: 'Cause of a failure where the built-in table is wrong: caller, provider, capacity or proxy.',
      default: [],
    },
    faultRulesSchema,
  ),
  catalogue: ruleList(
    {
      doc: 'Known failures of your own: id, title, fault, meaning, remedies, acts, match. They go before the built-in ones.',
      default: [],
    },
    ownEntriesSchema,
  ),
} as const
