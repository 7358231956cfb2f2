import type { Config } from '../config/schema.ts'
import { createHeartbeat } from '../delivery/heartbeat.ts'
import type { Parts } from './parts.ts'
import { wayOut } from './way-out.ts'

/** The outside dead man's switch of the configuration; null where there is none. */
export const openHeartbeat = ({ heartbeat }: Config): Parts['heartbeat'] =>
  heartbeat.url === '' ? null : createHeartbeat({ ...heartbeat, dispatcher: wayOut() })
