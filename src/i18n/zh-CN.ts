import { createLocale } from './locale.ts'
import { messages } from './zh-CN/messages.ts'
import { page } from './zh-CN/page.ts'
import { said } from './zh-CN/said.ts'

export const chinese = createLocale('zh-CN', { messages, said, page })
