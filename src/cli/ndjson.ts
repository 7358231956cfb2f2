/** A longer line is no event but a file without line ends; it is passed over, not held in memory. */
const LONGEST_LINE = 64 * 1024 * 1024

/** What a writable stream offers, as far as it is needed here. */
export interface Output {
  readonly write: (text: string) => boolean
  readonly on: (event: 'error' | 'close' | 'drain', listener: () => void) => unknown
  readonly removeListener: (event: 'error' | 'close' | 'drain', listener: () => void) => unknown
}

/**
 * The lines of a stream of UTF-8 in whatever pieces it comes; the last one needs no line end. Null
 * stands for a line longer than `longest` characters.
 */
export async function* readLines(
  input: AsyncIterable<Buffer | string>,
  longest: number = LONGEST_LINE,
): AsyncGenerator<string | null> {
  const decoder = new TextDecoder()
  let pieces: string[] = []
  let length = 0
  const take = (): string | null => {
    const line = length > longest ? null : pieces.join('')
    pieces = []
    length = 0
    return line
  }
  const hold = (piece: string): void => {
    length += piece.length
    if (length > longest) pieces = []
    else if (piece !== '') pieces.push(piece)
  }
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      hold(text.slice(from, end))
      from = end + 1
      yield take()
    }
    hold(text.slice(from))
  }
  hold(decoder.decode())
  if (length > 0) yield take()
}

/** So many characters go out at once. */
const BATCH = 64 * 1024

/** Writes lines in batches and waits whenever the reader is slower. */
export interface LineWriter {
  /** False once nobody reads any more (`| head`): there is no point in going on. */
  readonly write: (line: string) => Promise<boolean>
  readonly end: () => Promise<void>
}

/** Wraps a writable stream; its errors end the writing rather than the process. */
export const createLineWriter = (output: Output): LineWriter => {
  let batch = ''
  let closed = false
  let wake: () => void = () => undefined
  const onClose = (): void => {
    closed = true
    wake()
  }
  const onDrain = (): void => wake()
  output.on('error', onClose)
  output.on('close', onClose)
  output.on('drain', onDrain)

  const flush = async (): Promise<void> => {
    const text = batch
    batch = ''
    if (text === '' || closed) return
    const { promise, resolve } = Promise.withResolvers<void>()
    wake = resolve
    if (!output.write(text) && !closed) await promise
  }

  return {
    write: async (line) => {
      batch += `${line}\n`
      if (batch.length >= BATCH) await flush()
      return !closed
    },
    end: async () => {
      await flush()
      output.removeListener('close', onClose)
      output.removeListener('drain', onDrain)
    },
  }
}
