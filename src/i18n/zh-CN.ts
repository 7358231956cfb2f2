import { alerts } from './zh-CN/alerts.ts'
import { check } from './zh-CN/check.ts'
import { common } from './zh-CN/common.ts'
import { digests } from './zh-CN/digests.ts'
import { explanations } from './zh-CN/explanations.ts'
import { notices } from './zh-CN/notices.ts'
import { page } from './zh-CN/page.ts'
import { source } from './zh-CN/source.ts'

export const chinese = {
  messages: { ...common, ...alerts, ...digests, ...explanations, ...source, notices, check },
  page,
} as const
