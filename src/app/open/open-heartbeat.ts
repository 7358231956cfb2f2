import { createHeartbeat } from '../../channels/heartbeat.ts'
import type { Config } from '../../config/config-schema.ts'
import type { Parts } from '../app-parts.ts'
import { proxyAgent } from '../proxy-agent.ts'

/** The external dead man's switch of the configuration; null if there is none. */
export const openHeartbeat = ({ heartbeat }: Config): Parts['heartbeat'] =>
  heartbeat.url === '' ? null : createHeartbeat({ ...heartbeat, dispatcher: proxyAgent() })
