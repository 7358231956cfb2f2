import { createDraw } from '../../chart-worker/draw.ts'
import type { Config } from '../../config/config-schema.ts'
import type { Logger } from '../../domain/ports.ts'
import { localeOf } from '../../i18n/locales.ts'

/** How messages look on every channel: language, links, and how charts get into mails. */
export const openAppearance = ({ locale, web, links }: Config, log?: Pick<Logger, 'warn'>) => ({
  messages: localeOf(locale).messages,
  links: { pageUrl: web.publicUrl, litellmUrl: links.litellmUrl },
  draw: createDraw(),
  undrawn: (error: unknown): void => {
    log?.warn({ error: String(error) }, 'charts could not be drawn; the mail goes out without them')
  },
})

export type Appearance = ReturnType<typeof openAppearance>
