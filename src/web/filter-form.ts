import { html, raw } from 'hono/html'
import { type PeriodName, periodNames, periodNamesIn } from './period.ts'
import { filterNames, paramOf } from './query.ts'
import type { Choices, FailureFilter } from './read-model.ts'
import { link, type Markup, type View } from './view.ts'

/** More than these and a list is to be typed into: nobody scrolls through a thousand keys, and the page stays small. */
const mostOptions = 60
const mostHints = 100

const options = (
  view: View,
  values: readonly (string | null)[],
  chosen: string,
): readonly Markup[] =>
  values.map(
    (value) =>
      html`<option ${paramOf(value) === chosen ? raw('selected') : ''} value="${paramOf(value)}">${value ?? view.locale.messages.unknown}</option>`,
  )

const field = (
  view: View,
  label: string,
  parameter: string,
  values: readonly (string | null)[],
  chosen: string,
): Markup => {
  if (values.length > mostOptions) {
    const list = `list-${parameter}`
    return html`<label>${label}<input name="${parameter}" value="${chosen}" list="${list}" placeholder="${view.messages.any}" autocomplete="off"></label><datalist id="${list}">${values.slice(0, mostHints).map((value) => html`<option value="${paramOf(value)}"></option>`)}</datalist>`
  }
  // What a shared link asks for stays chosen, even when it is not there any more.
  const known = chosen === '' || values.some((value) => paramOf(value) === chosen)
  const all = known ? values : [chosen, ...values]
  return html`<label>${label}<select name="${parameter}" data-submits><option value="">${view.messages.any}</option>${options(view, all, chosen)}</select></label>`
}

/** The form that narrows failures down: it only changes the address, which can be shared. */
export const filterForm = (
  view: View,
  path: string,
  about: {
    readonly choices: Choices
    readonly filter: FailureFilter
    /** Null where the page has no period. */
    readonly period: PeriodName | null
    /** What is searched for, its label and hint; null for no search. */
    readonly search: { readonly text: string; readonly label: string; readonly hint: string } | null
    /** Further parameters that stay as they are. */
    readonly keep: Readonly<Record<string, string | undefined>>
  },
): Markup => {
  const { messages } = view
  const { choices, filter } = about
  const lists: readonly (readonly [
    keyof typeof filterNames,
    string,
    readonly (string | null)[],
  ])[] = [
    ['model', messages.model, choices.models],
    ['key', messages.key, choices.keys],
    ['team', messages.team, choices.teams],
    ['provider', messages.provider, choices.providers],
    ['errorType', messages.errorType, choices.errorTypes],
  ]
  const fields = lists.map(([key, label, values]) =>
    field(view, label, filterNames[key], values, paramOf(filter[key]) ?? ''),
  )
  const period =
    about.period === null
      ? ''
      : html`<label>${messages.period}<select name="period" data-submits>${periodNames.map((one) => html`<option value="${one}" ${one === about.period ? raw('selected') : ''}>${periodNamesIn(messages)[one].long}</option>`)}</select></label>`
  const search =
    about.search === null
      ? ''
      : html`<label class="grow">${about.search.label}<input type="search" name="q" value="${about.search.text}" placeholder="${about.search.hint}"></label>`
  const kept = Object.entries(about.keep).map(([key, value]) =>
    value === undefined ? '' : html`<input type="hidden" name="${key}" value="${value}">`,
  )
  return html`<form class="card filter" method="get" action="${link(view, path)}" aria-label="${messages.filter}">${search}${period}${fields}${kept}<button class="main">${messages.apply}</button><a class="button" href="${link(view, path)}">${messages.clear}</a></form>`
}
