import { type Context, Hono } from 'hono'
import type { PageMessages } from '../i18n/locale.ts'
import { parseMatchers } from '../routing/matcher.ts'
import type { Env, Gate } from './access/gate.ts'
import { answerNotice, answerPage, viewOf } from './answer-page.ts'
import type { PageOptions, PagePorts } from './page-ports.ts'
import { type SilenceDraft, silenceDurations } from './pages/silence-form.ts'
import { type SilencesData, silencesPage } from './pages/silences.ts'

type Made =
  | { readonly ok: true; readonly matchers: ReturnType<typeof parseMatchers> }
  | { readonly ok: false; readonly problem: string }

const read = (draft: Required<SilenceDraft>, messages: PageMessages): Made => {
  if (draft.author === '' || draft.reason === '') return { ok: false, problem: messages.needReason }
  try {
    const matchers = parseMatchers(draft.matchers)
    return matchers.length === 0
      ? { ok: false, problem: messages.needMatchers }
      : { ok: true, matchers }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { ok: false, problem: messages.notAMatcher({ problem }) }
  }
}

const fieldOf = (form: Readonly<Record<string, unknown>>, name: string, most: number): string => {
  const value = form[name]
  return typeof value === 'string' ? value.trim().slice(0, most) : ''
}

/** The one thing that can be changed on the page. */
export const silenceRoutes = (options: PageOptions, ports: PagePorts, gate: Gate): Hono<Env> => {
  const app = new Hono<Env>()
  const { silences, store, clock, log } = ports

  const shown = async (
    context: Context<Env>,
    { draft, notice }: Pick<SilencesData, 'draft' | 'notice'>,
    status: 200 | 400,
  ) => {
    const of = viewOf(options, ports, context.get('visitor'))
    const { openAlerts } = await store.monitor()
    const body = silencesPage(of, {
      silences: await silences.silences(),
      open: new Set(openAlerts.map(({ id }) => id)),
      draft,
      notice,
    })
    const page = { title: of.messages.silences, active: 'silences', body, refresh: false } as const
    return answerPage(context, of, page, status)
  }
  const refused = (context: Context<Env>) => {
    const of = viewOf(options, ports, context.get('visitor'))
    return answerNotice(context, of, [of.messages.refused, of.messages.refusedForm], 403)
  }

  app.get('/silences', (context) => {
    const { messages } = viewOf(options, ports, context.get('visitor'))
    const done = context.req.query('done')
    const text =
      done === 'added' ? messages.silenced : done === 'ended' ? messages.silenceEnded : ''
    const notice = text === '' ? null : { text, good: true }
    return shown(context, { draft: { matchers: '' }, notice }, 200)
  })
  app.post('/silences', async (context) => {
    const form = await context.req.parseBody()
    const visitor = context.get('visitor')
    if (!gate.isOurForm(context, visitor, form['form'])) return refused(context)
    const { messages } = viewOf(options, ports, visitor)
    const asked = Number(fieldOf(form, 'duration', 20))
    const draft = {
      matchers: fieldOf(form, 'matchers', 2000),
      duration: silenceDurations.find((ms) => ms === asked) ?? silenceDurations[0] ?? 0,
      author: fieldOf(form, 'author', 100),
      reason: fieldOf(form, 'reason', 300),
    }
    const made = read(draft, messages)
    if (!made.ok) return shown(context, { draft, notice: { text: made.problem, good: false } }, 400)
    const now = clock.now()
    const silence = {
      id: ports.newId(),
      matchers: made.matchers,
      alerts: null,
      startsAt: now,
      endsAt: now + draft.duration,
      author: draft.author,
      reason: draft.reason,
      createdAt: now,
    }
    await silences.addSilence(silence)
    log.info({ silence: silence.id, author: draft.author, matchers: draft.matchers }, 'silenced')
    return context.redirect(`${options.basePath}/silences?done=added`, 303)
  })
  app.post('/silences/:id/end', async (context) => {
    const form = await context.req.parseBody()
    if (!gate.isOurForm(context, context.get('visitor'), form['form'])) return refused(context)
    const id = context.req.param('id')
    const ended = await silences.endSilence(id, clock.now())
    if (ended) log.info({ silence: id }, 'silence ended')
    return context.redirect(`${options.basePath}/silences?done=ended`, 303)
  })
  return app
}
