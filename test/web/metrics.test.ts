import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMetricSet } from '../../src/app/metrics/metric-list.ts'
import { createReasons } from '../../src/app/metrics/metrics-watch.ts'
import { DeliveryError } from '../../src/domain/channel.ts'
import { makeEvent, makeNotification } from '../state/contract/make.ts'
import { NOW, withPage } from './with-page.ts'

const { page, ask } = withPage('', 1)
/** A metric as prom-client holds it. */
const described = z.object({ name: z.string(), type: z.string(), labelNames: z.array(z.string()) })
const deploy = join(import.meta.dirname, '..', '..', 'deploy')
const promtool = ['/usr/bin/promtool', '/usr/local/bin/promtool'].find(existsSync)
if (promtool === undefined && process.env['CI']) throw new Error('promtool is needed in CI')
const withPromtool = it.skipIf(promtool === undefined)

const metrics = async (): Promise<string> => (await ask('/metrics')).text()
const run = (args: readonly string[], input = '') => {
  const done = spawnSync(promtool ?? '', args, { input, encoding: 'utf8' })
  return { status: done.status, said: done.stdout + done.stderr }
}

describe('/metrics', () => {
  it('counts what is committed, by table, late ones apart', async () => {
    const event = makeEvent('m-1', NOW - 1000)
    const commit = { table: 'SpendLogs', visibleAt: [NOW], mark: null, now: NOW } as const
    await page().parts.store.commitPage({ ...commit, events: [event], late: false })
    await page().parts.store.commitPage({ ...commit, events: [event], late: false })
    const late = makeEvent('m-2', NOW - 7_200_000)
    await page().parts.store.commitPage({ ...commit, events: [late], late: true })
    const text = await metrics()
    expect(text).toContain('lookout_events_total{table="SpendLogs"} 2')
    expect(text).toContain('lookout_late_events_total{table="SpendLogs"} 1')
    expect(text).toContain('lookout_event_lateness_seconds_bucket{le="1",table="SpendLogs"} 1')
  })
  it('tells alerts by rule and state, calm rules as well', async () => {
    const text = await metrics()
    expect(text).toMatch(
      /lookout_alerts\{rule="error-spike",severity="critical",state="firing"\} 1/,
    )
    expect(text).toMatch(/lookout_alerts\{rule="[^"]+",severity="[^"]+",state="pending"\} 0/)
  })
  it('counts deliveries with their reasons', async () => {
    const [channel] = page().parts.channels
    const signal = new AbortController().signal
    const error = await channel?.send(makeNotification('n'), NOW, signal).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(DeliveryError)
    expect(await metrics()).toMatch(
      /lookout_deliveries_total\{channel="slack",outcome="retry",reason="[^"]+"\} 1/,
    )
  })
  it('counts secrets taken out, by kind', async () => {
    page().parts.classify(
      { ...makeEvent('m-3', NOW), message: 'key sk-proj-abcdefghijklmnopqrstuvwxyz0123456789' },
      NOW,
    )
    expect(await metrics()).toMatch(/lookout_redactions_total\{kind="[^"]+"\} 1/)
  })
  it('never takes more labels from outside than it should', () => {
    const reasonOf = createReasons()
    const labels = new Set(Array.from({ length: 200 }, (_, n) => reasonOf('slack', `reason ${n}`)))
    expect(labels.size).toBe(31)
    expect(reasonOf('email', '550 5.1.1 <x@y>\n')).toBe('550 5.1.1 _x_y_')
  })
  withPromtool('follows the conventions of Prometheus', async () => {
    const { status, said } = run(['check', 'metrics'], await metrics())
    expect(said).toBe('')
    expect(status).toBe(0)
  })
})

it.skipIf(!existsSync('/proc/self/status'))('watching itself wakes no idle process', () => {
  // Each time that the process waits is a voluntary switch; the histogram of the loop's delay made a hundred a second.
  const registry = join(import.meta.dirname, '..', '..', 'src', 'app', 'metrics', 'metric-list.ts')
  const code = `
    import { readFileSync } from 'node:fs'
    const { createMetricSet } = await import(${JSON.stringify(registry)})
    createMetricSet()
    const waits = () => Number(/^voluntary_ctxt_switches:\\s*(\\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1])
    const idle = () => new Promise((done) => setTimeout(done, 1000))
    await idle()
    const before = waits()
    await idle()
    console.log(waits() - before)`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code]
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(Number(stdout)).toBeLessThan(30)
})

it('every metric stands in docs/operations.md, with its type and labels', async () => {
  const docs = readFileSync(join(deploy, '..', 'docs', 'operations.md'), 'utf8')
  const listed = [...docs.matchAll(/^\| `(lookout_\w+)` \| (\w+) \| ([\w, ]*) \|/gm)].map(
    ([, name, type, labels]) => `${name} ${type} ${labels?.trim()}`,
  )
  const { registry } = createMetricSet()
  const known = registry
    .getMetricsAsArray()
    .filter(({ name }) => name.startsWith('lookout_'))
    .map((metric) => {
      const { name, type, labelNames } = described.parse(metric)
      return `${name} ${type} ${labelNames.join(', ')}`
    })
  expect(listed.toSorted()).toEqual(known.toSorted())
})

describe('what deploy/ brings along', () => {
  const rules = join(deploy, 'prometheus', 'lookout.rules.yaml')
  withPromtool('has alert rules that are valid and fire when they should', () => {
    expect(run(['check', 'rules', rules]).said).toContain('SUCCESS')
    const tests = rules.replace('.rules.', '.rules.test.')
    const done = run(['test', 'rules', tests])
    expect(done.status, done.said).toBe(0)
  })
  it('names only metrics that there are', async () => {
    const known = new Set((await metrics()).match(/^# TYPE (\S+)/gm)?.map((line) => line.slice(7)))
    const text =
      readFileSync(rules, 'utf8') + readFileSync(join(deploy, 'grafana', 'lookout.json'), 'utf8')
    const named = new Set(text.match(/\b(?:lookout|nodejs|process)_[a-z_]+/g))
    const missing = [...named].filter(
      (name) => !known.has(name.replace(/_(?:bucket|sum|count)$/, '')),
    )
    expect(named.size).toBeGreaterThan(15)
    expect(missing).toEqual([])
  })
})
