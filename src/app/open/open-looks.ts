import { createDraw } from '../../chart-worker/draw.ts'
import type { Config } from '../../config/config-schema.ts'
import type { Logger } from '../../domain/ports.ts'
import { localeOf } from '../../i18n/locales.ts'

/** What messages look like on every channel: language, links, and how charts come into mails. */
export const openAppearance = ({ locale, web, links }: Config, log?: Pick<Logger, 'warn'>) => ({
  words: localeOf(locale).messages,
  links: { pageUrl: web.publicUrl, litellmUrl: links.litellmUrl },
  draw: createDraw(),
  undrawn: (error: unknown): void => {
    log?.warn({ error: String(error) }, 'a mail goes out without its charts')
  },
})

export type Appearance = ReturnType<typeof openAppearance>
