import { openState } from '../../src/state/store.ts'
import { makeEvent, makePage, T0 } from './contract/make.ts'
import { quiet } from './quiet.ts'

// Run as a process of its own by the test that kills it: commits page after page until then.
export const PAGE_SIZE = 20

export const makeNumberedPage = (number: number) => {
  const events = Array.from({ length: PAGE_SIZE }, (_, index) =>
    makeEvent(`${number}-${index}`, T0 + number * 1_000 + index, { kind: `k${number % 3}` }),
  )
  return makePage(events, { mark: { startTime: T0 + number * 1_000, requestId: String(number) } })
}

const url = process.argv[2]
if (process.argv[1] === import.meta.filename && url !== undefined) {
  const hold = { pid: process.pid, host: 'child' }
  const store = await openState(url, { log: quiet, now: () => T0, hold })
  for (let number = Number(process.argv[3]); ; number += 1) {
    await store.commitPage(makeNumberedPage(number))
    process.stdout.write(`${number}\n`)
  }
}
