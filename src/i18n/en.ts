import { alerts } from './en/alerts.ts'
import { check } from './en/check.ts'
import { common } from './en/common.ts'
import { digests } from './en/digests.ts'
import { explanations } from './en/explanations.ts'
import { notices } from './en/notices.ts'
import { page } from './en/page.ts'
import { source } from './en/source.ts'

/** All that Lookout says, in the language that the others translate. */
export const english = {
  messages: { ...common, ...alerts, ...digests, ...explanations, ...source, notices, check },
  page,
} as const
