import type { AlertNotification, Notification } from '../domain/notification.ts'
import type { Messages } from '../i18n/locale.ts'
import { webAddress } from './escape.ts'

/** Where messages may link to; empty addresses are left out. */
export interface Links {
  /** Address of Lookout's page, as people reach it: `https://lookout.example.com`. */
  readonly pageUrl?: string
  /** Address of the LiteLLM proxy, whose UI stands under `/ui`. */
  readonly litellmUrl?: string
}

export interface Link {
  readonly url: string
  readonly label: string
}

const under = (base: string | undefined, path: string): string =>
  base === undefined || base === '' ? '' : `${base.replace(/\/+$/, '')}${path}`

const pagePath = (notification: Notification): string => {
  if (notification.kind === 'alert')
    return notification.others.length === 0
      ? `/alerts/${encodeURIComponent(notification.alert.id)}`
      : '/alerts'
  return notification.kind === 'system' ? '/' : '/groups'
}

const runbookOf = ({ alert }: AlertNotification): string => alert.runbookUrl

/** The links of a message, in the order of use at night: runbook, page, LiteLLM. Only what is a web address. */
export const linksOf = (
  notification: Notification,
  links: Links,
  messages: Messages,
): readonly Link[] =>
  [
    {
      url: notification.kind === 'alert' ? runbookOf(notification) : '',
      label: messages.runbook,
    },
    { url: under(links.pageUrl, pagePath(notification)), label: messages.openPage },
    { url: under(links.litellmUrl, '/ui/?page=logs'), label: messages.openLitellm },
  ].flatMap(({ url, label }) => {
    const address = url.length > 1000 ? null : webAddress(url)
    return address === null ? [] : [{ url: address, label }]
  })
