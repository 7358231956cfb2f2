import { html, raw } from 'hono/html'

import { clockTime } from '../i18n/format.ts'
import { iconName } from './assets/assets.ts'

import { scriptName } from './assets/script.ts'
import { styleName } from './assets/style.ts'
import { link, type Markup, name, type View } from './view.ts'

type PageName = 'now' | 'groups' | 'events' | 'alerts' | 'silences' | 'reports' | 'configuration'

const pages: readonly (readonly [PageName, string])[] = [
  ['now', '/'],
  ['groups', '/groups'],
  ['events', '/events'],
  ['alerts', '/alerts'],
  ['silences', '/silences'],
  ['reports', '/reports'],
  ['configuration', '/configuration'],
]

/** Content of a page. `refresh` false: what is typed or read here must not be replaced under the reader's hands. */
export interface PageBody {
  readonly title: string
  readonly active: PageName | null
  readonly body: Markup
  readonly refresh?: boolean
}

const head = (view: View, title: string): Markup => html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="${link(view, `/assets/${iconName}`)}">
<link rel="stylesheet" href="${link(view, `/assets/${styleName}`)}">
<script src="${link(view, `/assets/${scriptName}`)}" defer></script>`

const logo = raw(
  '<svg class="logo" viewBox="0 0 20 20" aria-hidden="true"><path d="M2 10c2-4 4.8-6 8-6s6 2 8 6c-2 4-4.8 6-8 6s-6-2-8-6z"/><circle cx="10" cy="10" r="2.6"/></svg>',
)

/** A whole page with its frame: works without the script, which only refreshes it and copies. */
export const layout = (view: View, page: PageBody): Markup => {
  const { messages } = view
  const instance = name(view.instance)
  const nav = pages.map(
    ([key, path]) =>
      html`<a href="${link(view, path)}" ${page.active === key ? raw('aria-current="page"') : ''}>${messages[key]}</a>`,
  )
  const out = view.signedIn
    ? html`<form method="post" action="${link(view, '/sign-out')}"><input type="hidden" name="form" value="${view.formToken}"><button class="quiet">${messages.signOut}</button></form>`
    : ''
  return html`<!doctype html>
<html lang="${messages.locale}">
<head>${head(view, `${page.title} · ${instance} · Lookout`)}</head>
<body>
<a class="skip" href="#content">${messages.skip}</a>
<header>
<a class="brand" href="${link(view, '/')}">${logo}<span>Lookout</span><span class="instance">${instance}</span></a>
<nav aria-label="${messages.navigation}">${nav}</nav>
${out}
</header>
<p id="stale" class="notice bad" role="alert" hidden>${messages.stale}</p>
<main id="content" tabindex="-1" ${page.refresh === false ? '' : raw('data-refresh="30"')} data-copied="${messages.copied}">
${page.body}
<footer><span>${messages.refreshed({ time: clockTime(view.now, view.timezone) })}</span> <span>${messages.timesIn({ zone: view.timezone })}</span></footer>
</main>
</body>
</html>`
}

/** A page without the frame's links, for those who are not let in (yet). */
export const bareLayout = (view: View, title: string, body: Markup): Markup => html`<!doctype html>
<html lang="${view.messages.locale}">
<head>${head(view, `${title} · Lookout`)}</head>
<body class="bare">
<main id="content">
<p class="brand">${logo}<span>Lookout</span></p>
${body}
</main>
</body>
</html>`
