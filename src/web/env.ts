import type { Visitor } from './access/gate.ts'

/** What the gate leaves with a request for the routes behind it. */
export interface Env {
  Variables: { visitor: Visitor }
}
