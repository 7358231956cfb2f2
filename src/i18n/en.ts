import { messages } from './en/messages.ts'
import { page } from './en/page.ts'
import { said } from './en/said.ts'
import { createLocale } from './locale.ts'

export const english = createLocale('en', { messages, said, page })
