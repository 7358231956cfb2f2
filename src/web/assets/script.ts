import { createHash } from 'node:crypto'

/**
 * The page's whole script: refreshes what is on the page and copies request ids. Everything works without it. It
 * replaces nothing while somebody types, has text selected or has the tab in the background.
 */
export const script = `'use strict'
const prepare = (root) => {
  for (const button of root.querySelectorAll('button[data-copy]')) button.hidden = !navigator.clipboard
  for (const select of root.querySelectorAll('select[data-submits]'))
    select.addEventListener('change', () => select.form.requestSubmit())
}
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  const before = button.textContent
  button.textContent = document.querySelector('main').dataset.copied
  setTimeout(() => { button.textContent = before }, 1500)
})
const changed = (field) => field.tagName === 'SELECT'
  ? [...field.options].some((one) => one.selected !== one.defaultSelected) && field.selectedIndex > 0
  : field.type !== 'hidden' && field.value !== field.defaultValue
const busy = () => {
  const at = document.activeElement
  return document.hidden || String(getSelection()) !== '' ||
    [...document.querySelectorAll('main input, main select, main textarea')].some(changed) ||
    (at && /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName))
}
const path = (element) => {
  const steps = []
  for (let at = element; at && at.id !== 'content'; at = at.parentElement) {
    if (!at.parentElement) return null
    steps.unshift([...at.parentElement.children].indexOf(at))
  }
  return steps
}
const refresh = async () => {
  const main = document.querySelector('main[data-refresh]')
  if (!main || busy()) return
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null)
  const good = Boolean(answer && answer.ok && !answer.redirected)
  // An old page must not look like a calm one.
  document.getElementById('stale').hidden = good
  if (!good || busy()) return
  const whole = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const next = whole.querySelector('main[data-refresh]')
  if (!next) return
  document.title = whole.title
  const open = [...main.querySelectorAll('details')].map((one) => one.open)
  const scrolled = [...main.querySelectorAll('.scroll')].map((one) => one.scrollLeft)
  const focus = main.contains(document.activeElement) ? path(document.activeElement) : null
  main.replaceChildren(...next.childNodes)
  prepare(main)
  main.querySelectorAll('details').forEach((one, index) => { one.open = open[index] ?? one.open })
  main.querySelectorAll('.scroll').forEach((one, index) => { one.scrollLeft = scrolled[index] ?? 0 })
  if (focus) focus.reduce((at, step) => at && at.children[step], main)?.focus({ preventScroll: true })
}
prepare(document)
const seconds = Number(document.querySelector('main')?.dataset.refresh)
if (seconds > 0) {
  setInterval(refresh, seconds * 1000)
  document.addEventListener('visibilitychange', refresh)
}
`

/** The name carries the content's hash: browsers may keep it for ever. */
export const scriptName = `page-${createHash('sha256').update(script).digest('hex').slice(0, 12)}.js`
