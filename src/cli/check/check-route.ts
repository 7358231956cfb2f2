import { writeDuration } from '../../domain/duration.ts'
import type { LabelValues } from '../../routing/matcher.ts'
import { parseMatchers } from '../../routing/matcher.ts'
import { createMuter, type MuteTime } from '../../routing/mute-time.ts'
import { createRouter, type DefaultRoute } from '../../routing/route.ts'
import { type CommandIo, type ExitCode, UsageError } from '../io.ts'

export interface RouteOptions {
  readonly route: DefaultRoute
  readonly muteTimes: readonly MuteTime[]
  readonly timezone: string
  readonly json: boolean
}

/** Labels as they are given: `team=payments,severity=critical`. Throws UsageError. */
const parseLabels = (text: string): LabelValues => {
  try {
    const labels = parseMatchers(text).map(({ name, op, values }) => {
      if (op !== '=')
        throw new UsageError(`--route: ${name}${op}… is no label; write ${name}=VALUE`)
      return [name, values] as const
    })
    return Object.fromEntries(labels)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`--route: ${error instanceof Error ? error.message : 'no labels'}`)
  }
}

/** Where an alert of these labels would go: `check --route`. Nothing is opened or sent. */
export const runCheckRoute = (
  text: string,
  { route, muteTimes, timezone, json }: RouteOptions,
  io: Pick<CommandIo, 'stdout' | 'now'>,
): ExitCode => {
  const given = parseLabels(text)
  const { rule, alertname } = given
  // An alert has its rule's name under both names.
  const labels: LabelValues = {
    ...given,
    ...(rule ? { alertname: rule } : alertname ? { rule: alertname } : {}),
  }
  const targets = createRouter(route)(labels)
  const muted = createMuter(muteTimes, io.now(), timezone)(labels['severity']?.[0] ?? '', labels)
  if (json) {
    const plain = Object.fromEntries(Object.entries(given).map(([name, [value]]) => [name, value]))
    io.stdout.write(`${JSON.stringify({ labels: plain, targets, muted }, null, 2)}\n`)
    return 0
  }
  for (const target of targets) {
    const to = target.channels.join(', ') || 'nobody'
    const by =
      target.groupBy.length === 0 ? 'all together' : `grouped by ${target.groupBy.join(', ')}`
    const [wait, between] = [target.groupWait, target.groupInterval].map(writeDuration)
    io.stdout.write(`${target.route} → ${to}  (${by}, wait ${wait}, ${between} between messages)\n`)
  }
  if (muted !== null) io.stdout.write(`waits now for the end of: ${muted}\n`)
  return 0
}
