import { openHeartbeat } from '../../app/open/open-heartbeat.ts'
import type { Config } from '../../config/config-schema.ts'
import { ok, type Probe } from './check-command.ts'

/** Calls the dead man's switch once, if there is one. */
export const heartbeatProbes = (config: Config): readonly Probe[] => {
  const beat = openHeartbeat(config)
  if (beat === null) return []
  return [
    {
      about: 'heartbeat',
      remedy: 'look at HEARTBEAT_URL, and at heartbeat.method',
      run: async (signal) => {
        await beat(signal)
        return [ok('heartbeat', 'the call was taken')]
      },
    },
  ]
}
