import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { createRouter, namedChannels, routesSchema } from '../../src/routing/route.ts'

const routes = routesSchema.parse([
  { match: { severity: 'critical' }, channels: ['pager'], groupWait: '0s', continue: true },
  {
    match: { team: ['payments', 'billing'] },
    channels: ['payments'],
    groupBy: ['model'],
    routes: [
      { match: { model: 'test-*' }, channels: [] },
      { match: 'severity=info', channels: ['low'], groupInterval: '1h' },
    ],
  },
  { match: {}, channels: ['rest'] },
])

const router = createRouter({
  channels: ['default'],
  groupBy: ['rule'],
  groupWait: 20_000,
  groupInterval: MINUTE_MS,
  routes,
})

const routed = (labels: Readonly<Record<string, string>>) =>
  router(Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, [value]]))).map(
    ({ route, channels }) => `${route}: ${channels.join(' ')}`,
  )

describe('routes', () => {
  it.each([
    [{ team: 'payments' }, ['routes[1]: payments']],
    [{ team: 'billing', severity: 'info' }, ['routes[1].routes[1]: low']],
    [{ team: 'payments', model: 'test-1' }, ['routes[1].routes[0]: ']],
    [{ team: 'payments', severity: 'critical' }, ['routes[0]: pager', 'routes[1]: payments']],
    [{ team: 'search' }, ['routes[2]: rest']],
  ])('%j goes to %j', (labels, expected) => {
    expect(routed(labels)).toEqual(expected)
  })

  it('have from the route around them what they do not say', () => {
    const [inner] = router({ team: ['billing'], severity: ['info'] })
    expect(inner).toMatchObject({
      groupBy: ['model'],
      groupWait: 20_000,
      groupInterval: HOUR_MS,
    })
  })

  it('without a match fall back to the default', () => {
    const bare = createRouter({
      channels: ['default'],
      groupBy: [],
      groupWait: 0,
      groupInterval: 0,
      routes: [],
    })
    expect(bare({})).toMatchObject([{ route: 'default', channels: ['default'] }])
  })

  it('name their channels with the place', () => {
    expect(namedChannels(routes)).toEqual([
      { at: '[0].channels', channel: 'pager' },
      { at: '[1].channels', channel: 'payments' },
      { at: '[1].routes[1].channels', channel: 'low' },
      { at: '[2].channels', channel: 'rest' },
    ])
  })

  it.each([
    [{ match: {}, chanels: ['a'] }, 'Unrecognized key'],
    [{ match: {}, groupWait: '5' }, 'is no duration'],
    [{ match: 'team' }, 'is not a valid matcher'],
  ])('refuse %j', (written, says) => {
    expect(JSON.stringify(routesSchema.safeParse([written]).error?.issues)).toContain(says)
  })
})
