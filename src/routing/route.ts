import { z } from 'zod'
import { DAY_MS } from '../domain/units.ts'
import { between } from '../rules/rule-options.ts'
import { compileMatchers, type LabelValues, type Matcher, matchersSchema } from './matcher.ts'

const wait = between('a wait', [0, '0s'], [DAY_MS, '1d'])

/** What a route does not set is inherited from the route around it. */
export interface Route {
  /** All must match. */
  readonly match: readonly Matcher[]
  /** Names of channels; an empty list notifies nobody. */
  readonly channels?: readonly string[] | undefined
  /** Also try the routes after this one. */
  readonly continue: boolean
  /** Alerts with equal values of these labels go into one message. */
  readonly groupBy?: readonly string[] | undefined
  /** How long a first message waits for alerts that start together, milliseconds. */
  readonly groupWait?: number | undefined
  /** Minimum time between two messages of one group, milliseconds. */
  readonly groupInterval?: number | undefined
  readonly routes: readonly Route[]
}

const route: z.ZodType<Route> = z.strictObject({
  match: matchersSchema.default([]),
  channels: z.array(z.string().min(1)).optional(),
  continue: z.boolean().default(false),
  groupBy: z.array(z.string().min(1)).optional(),
  groupWait: wait.optional(),
  groupInterval: wait.optional(),
  get routes() {
    return z.array(route).default([])
  },
})

export const routesSchema = z.array(route)

/** For alerts that match no route, and the defaults of routes. */
export interface DefaultRoute extends Omit<Target, 'route'> {
  readonly routes: readonly Route[]
}

/** Where one alert goes. */
export interface Target {
  /** The route's path in the configuration: `routes[0].routes[1]`, or `default`. */
  readonly route: string
  readonly channels: readonly string[]
  readonly groupBy: readonly string[]
  readonly groupWait: number
  readonly groupInterval: number
}

type Found = readonly Target[]
type Router = (labels: LabelValues) => Found

const compileRoutes = (routes: readonly Route[], around: Target, prefix: string): Router => {
  const compiled = routes.map((each, index) => {
    const own: Target = {
      route: `${prefix}routes[${index}]`,
      channels: each.channels ?? around.channels,
      groupBy: each.groupBy ?? around.groupBy,
      groupWait: each.groupWait ?? around.groupWait,
      groupInterval: each.groupInterval ?? around.groupInterval,
    }
    return {
      matches: compileMatchers(each.match),
      goesOn: each.continue,
      inside: compileRoutes(each.routes, own, `${own.route}.`),
    }
  })
  return (labels) => {
    const found: Target[] = []
    for (const { matches, goesOn, inside } of compiled) {
      if (!matches(labels)) continue
      found.push(...inside(labels))
      if (!goesOn) break
    }
    return found.length > 0 ? found : [around]
  }
}

/** A channel that two routes name gets one message, through the first of them. */
const eachChannelOnce = (targets: Found): Found => {
  const taken = new Set<string>()
  return targets.flatMap((target) => {
    const channels = target.channels.filter((name) => !taken.has(name))
    for (const name of channels) taken.add(name)
    // Routed to nobody on purpose is a decision too, and is kept, unless the alert goes elsewhere already.
    return channels.length > 0 || target.channels.length === 0 ? [{ ...target, channels }] : []
  })
}

/** Returns the function that routes an alert: depth first, the first match of each level, as in Alertmanager. */
export const createRouter = ({ routes, ...rest }: DefaultRoute): Router => {
  const find = compileRoutes(routes, { route: 'default', ...rest }, '')
  return (labels) => eachChannelOnce(find(labels))
}

/** Every channel that a tree of routes names, with its path: `routes[0].channels`. */
export const namedChannels = (
  routes: readonly Route[],
  prefix = '',
): readonly { readonly at: string; readonly channel: string }[] =>
  routes.flatMap((each, index) => {
    const at = `${prefix}[${index}]`
    return [
      ...(each.channels ?? []).map((channel) => ({ at: `${at}.channels`, channel })),
      ...namedChannels(each.routes, `${at}.routes`),
    ]
  })
