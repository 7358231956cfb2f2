import { bytes } from '../columns.ts'
import type { Row } from '../database.ts'

/** LiteLLM's own ids, exactly as it writes them: any other spelling would change. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/
const UUID_BYTES = 16
/** Not a byte of UTF-8: it distinguishes other ids of sixteen bytes from a UUID. */
const NO_UUID = Buffer.of(0xff)

/**
 * A request id as it is stored in an event and in its index: a UUID takes 16 bytes instead of 36, anything else is
 * UTF-8. Different ids have different bytes.
 */
export const packId = (id: string): Uint8Array => {
  if (UUID.test(id)) return Buffer.from(id.replaceAll('-', ''), 'hex')
  const utf8 = Buffer.from(id)
  return utf8.length === UUID_BYTES ? Buffer.concat([utf8, NO_UUID]) : utf8
}

export const unpackId = (packed: Uint8Array): string => {
  const read = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength)
  if (read.length === UUID_BYTES) {
    const hex = read.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
  return read.toString('utf8', 0, read.at(-1) === NO_UUID[0] ? UUID_BYTES : read.length)
}

/** Unpacks a request id from its column. */
export const requestId = (row: Row, name: string): string => unpackId(bytes(row, name))
