import { html, raw } from 'hono/html'
import { isoMinute } from '../../i18n/format.ts'
import { spark } from '../chart.ts'
import { filterForm } from '../filter-form.ts'
import { badge, faultBadge, pager, scrolling } from '../markup.ts'
import type { Period } from '../period.ts'
import { filterParams, paramOf } from '../query.ts'
import type { Choices, FailureFilter, GroupPage, GroupRow, GroupSort } from '../read-model.ts'
import { ago, link, type Markup, name, nameOrNone, number, type View } from '../view.ts'

export interface GroupsData {
  readonly period: Period
  readonly filter: FailureFilter
  readonly search: string
  readonly sort: GroupSort
  readonly offset: number
  readonly limit: number
  readonly page: GroupPage
  readonly choices: Choices
}

/** What is new or back since the period began. */
export const newsBadge = (
  view: View,
  group: Pick<GroupRow, 'firstSeen' | 'backAt' | 'goneAt'>,
  period: Period,
): Markup | string => {
  const { messages } = view
  if (group.firstSeen >= period.from) return badge(messages.isNew, 'note', messages.newHint)
  if (group.backAt === null || group.backAt < period.from || group.goneAt === null) return ''
  return badge(
    messages.isBack,
    'warn',
    messages.backHint({ since: isoMinute(group.goneAt, view.timezone) }),
  )
}

/** The table of groups: sorted by the address, so that a sorted table can be shared. */
export const groupsPage = (view: View, data: GroupsData): Markup => {
  const { messages } = view
  const { period, filter, search, sort, page } = data
  const params = {
    ...filterParams(filter),
    q: search === '' ? undefined : search,
    period: period.name,
    sort: sort === 'count' ? undefined : sort,
  }
  const heading = (key: GroupSort, label: string, numeric = false): Markup => {
    const to = link(view, '/groups', { ...params, sort: key === 'count' ? undefined : key })
    const order = key === 'title' ? 'ascending' : 'descending'
    const mark =
      sort === key ? html` <span aria-hidden="true">${key === 'title' ? '↑' : '↓'}</span>` : ''
    return html`<th scope="col" class="${numeric ? 'n' : ''}" ${sort === key ? raw(`aria-sort="${order}"`) : ''}><a href="${to}">${label}${mark}</a></th>`
  }
  const row = (group: GroupRow): Markup => {
    const to = link(view, `/groups/${group.fingerprint}`, { period: period.name })
    return html`<tr><td class="wide"><div class="one"><a href="${to}">${name(group.title)}</a> ${newsBadge(view, group, period)}</div><div class="sub one">${name(group.template, 240)}</div></td><td>${nameOrNone(view, group.errorType, 60)}<div class="sub">${nameOrNone(view, group.status, 20)} ${faultBadge(view, group.fault)}</div></td><td>${spark(group.steps)}</td><td class="n">${number(view, group.inSpan)}</td><td class="fit">${ago(view, group.lastSeen)}</td><td class="fit hide-small">${ago(view, group.firstSeen)}</td></tr>`
  }
  const table =
    page.rows.length === 0
      ? html`<p class="empty">${messages.nothingFits}</p>`
      : scrolling(
          messages.groups,
          html`<table class="stacks"><thead><tr>${heading('title', messages.group)}<th scope="col">${messages.errorType}</th><th scope="col">${messages.trend}</th>${heading('count', messages.count, true)}${heading('last', messages.lastSeen)}${heading('first', messages.firstSeen)}</tr></thead><tbody>${page.rows.map(row)}</tbody></table>`,
        )
  const found = messages.groupsFound({ groups: page.total, failures: page.failures })
  return html`<div class="title"><h1>${messages.groups}</h1><span class="soft">${found}</span></div>
${filterForm(view, '/groups', {
  choices: data.choices,
  filter,
  period: period.name,
  search: { text: search, label: messages.search, hint: messages.searchHint },
  keep: { sort: params.sort, fault: filter.fault, status: paramOf(filter.status) },
})}
<div class="card">${table}${pager(view, '/groups', params, { offset: data.offset, limit: data.limit, total: page.total })}</div>`
}
