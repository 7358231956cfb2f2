import type { Output } from '../io.ts'

const WIDTH = 24
const CLEAR = '\r\u001b[K'

export interface Progress {
  /** Begins the next step; the one before is done. */
  readonly step: (says: string) => void
  /** How far the step is, 0 to 1, with a word about it. */
  readonly bar: (share: number, says: string) => void
  /** Ends the last step. */
  readonly end: () => void
}

/** Numbered steps and a bar, on a terminal; silence elsewhere. */
export const createProgress = (output: Output, steps: number): Progress => {
  if (!output.isTty) return { step: () => {}, bar: () => {}, end: () => {} }
  let number = 0
  let title = ''
  let detail = ''
  const close = () => {
    if (number > 0) output.write(`${CLEAR}${title}${detail === '' ? '' : `: ${detail}`}\n`)
  }
  return {
    step: (says) => {
      close()
      number++
      title = `[${number}/${steps}] ${says}`
      detail = ''
      output.write(`${title} …`)
    },
    bar: (share, says) => {
      detail = says
      const full = Math.round(Math.min(1, Math.max(0, share)) * WIDTH)
      const drawn = '█'.repeat(full) + '░'.repeat(WIDTH - full)
      output.write(`${CLEAR}${title} ${drawn} ${Math.round(share * 100)} % ${says}`)
    },
    end: close,
  }
}
