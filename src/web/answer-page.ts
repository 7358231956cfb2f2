import type { Context } from 'hono'
import type { Visitor } from './access/gate.ts'
import { bareLayout, layout, type PageBody } from './layout.ts'
import type { PageOptions, PagePorts } from './page-ports.ts'
import { noticePage } from './pages/sign-in.ts'
import type { View } from './view.ts'

/** What a page is drawn with for this visitor. */
export const viewOf = (
  options: PageOptions,
  { clock }: Pick<PagePorts, 'clock'>,
  visitor: Visitor,
): View => ({
  locale: options.locale,
  messages: options.locale.page,
  base: options.basePath,
  instance: options.instance,
  timezone: options.timezone,
  now: clock.now(),
  formToken: visitor.kind === 'in' ? visitor.form : '',
  signedIn: visitor.kind === 'in' && visitor.session !== null,
})

export const answerPage = (
  context: Context,
  view: View,
  body: PageBody,
  status: 200 | 400 | 404 = 200,
): Response | Promise<Response> => context.html(layout(view, body), status)

/** A page of its own that says in a sentence why there is nothing to see. */
export const answerNotice = (
  context: Context,
  view: View,
  [title, text]: readonly [string, string],
  status: 400 | 403 | 404 | 429 | 500,
): Response | Promise<Response> =>
  context.html(bareLayout(view, title, noticePage(view, title, text)), status)
