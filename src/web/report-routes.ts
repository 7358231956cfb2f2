import { type Context, Hono } from 'hono'
import type { Env } from './access/gate.ts'
import { filePolicy, mailPolicy } from './access/headers.ts'
import { answerNotice, answerPage, viewOf } from './answer-page.ts'
import type { PageOptions, PagePorts } from './page-ports.ts'
import { digestPage, reportsPage } from './pages/reports.ts'
import { wholeOf } from './query.ts'

const perPage = 48
const day = /^\d{4}-\d{2}-\d{2}$/
const stamp = /^\d{6}(?:-\d{1,3})?$/

const mimeTypes: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}

/** Reports, digests and their files. */
export const reportRoutes = (options: PageOptions, ports: PagePorts): Hono<Env> => {
  const app = new Hono<Env>()
  const { store, artifacts } = ports
  const view = (context: Context<Env>) => viewOf(options, ports, context.get('visitor'))
  const missing = (context: Context<Env>) => {
    const of = view(context)
    return answerNotice(context, of, [of.messages.missing, of.messages.missingText], 404)
  }

  app.get('/reports', async (context) => {
    const of = view(context)
    const query = context.req.query()
    const offset = wholeOf(query, 'offset', 0, 100_000)
    const folder = day.test(query['day'] ?? '') ? (query['day'] ?? '') : ''
    const wanted = stamp.test(query['stamp'] ?? '') ? (query['stamp'] ?? '') : ''
    const files = folder === '' ? [] : await artifacts.list(folder)
    const chosen = files.filter((path) => wanted === '' || path.includes(`_${wanted}.`))
    const { rows, total } = await store.reports({ offset, limit: perPage })
    const body = reportsPage(of, {
      reports: rows,
      total,
      offset,
      limit: perPage,
      digests: await store.digests(),
      day: folder === '' ? null : { name: `${folder} ${wanted}`.trim(), files: chosen },
    })
    return answerPage(context, of, { title: of.messages.reports, active: 'reports', body })
  })
  app.get('/digests/:name/:day', async (context) => {
    const of = view(context)
    const { name, day: on } = context.req.param()
    const made = await store.madeDigest(name, on)
    if (made === null) return missing(context)
    const body = digestPage(of, made.notification)
    const title = `${name} ${on}`
    return answerPage(context, of, { title, active: 'reports', body, refresh: false })
  })
  app.get('/digests/:name/:day/mail', async (context) => {
    const { name, day: on } = context.req.param()
    const made = await store.madeDigest(name, on)
    if (made === null) return missing(context)
    context.header('Content-Security-Policy', mailPolicy)
    context.header('X-Frame-Options', 'SAMEORIGIN')
    return context.html(await ports.mail(made.notification))
  })
  app.get('/artifacts/:folder/:file', async (context) => {
    const { folder, file } = context.req.param()
    const opened = await artifacts.open(folder, file)
    if (opened === null) return missing(context)
    const type = mimeTypes[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    return context.body(opened.stream, 200, {
      'Content-Type': type,
      'Content-Length': String(opened.bytes),
      'Content-Disposition': `inline; filename="${folder}_${file}"`,
      'Content-Security-Policy': filePolicy,
    })
  })
  return app
}
