const ESCAPE = /(?:\\x[0-9a-fA-F]{2})+|\\U[0-9a-fA-F]{8}|\\(u[0-9a-fA-F]{4}|.)/gs

const BYTES = new TextDecoder()

/** `\xe6\x97\xa5`, as Python prints bytes: UTF-8, unless it is one byte that stands for itself (`\xa0`). */
const ofBytes = (run: string): string => {
  if (run.length === 4) return String.fromCharCode(Number.parseInt(run.slice(2), 16))
  try {
    // Quicker than a decoder by far, but it takes nothing that is broken off.
    return decodeURIComponent(run.replaceAll('\\x', '%'))
  } catch {
    return BYTES.decode(
      Uint8Array.from(run.slice(2).split('\\x'), (hex) => Number.parseInt(hex, 16)),
    )
  }
}

const LAST_CODE_POINT = 0x10ffff

const ofCodePoint = (hex: string): string => {
  const code = Number.parseInt(hex, 16)
  return code > LAST_CODE_POINT ? '\ufffd' : String.fromCodePoint(code)
}

/** Takes one layer of escapes off a text: JSON's and Python's, with text beyond ASCII as `\xNN` or `\uNNNN`. */
export const withoutEscapes = (text: string): string =>
  text.includes('\\')
    ? text.replace(ESCAPE, (whole, code: string | undefined) => {
        if (code === undefined)
          return whole.charCodeAt(1) === 85 ? ofCodePoint(whole.slice(2)) : ofBytes(whole)
        if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
        return code === 'n' || code === 'r' || code === 't' ? '\n' : code
      })
    : text

const PRINTED = /\\u[0-9a-fA-F]{4}|(?:\\x[89a-fA-F][0-9a-fA-F]){2}/

/** Text beyond ASCII that stands escaped in a plain text, where a backslash may also be part of a path. */
export const withoutPrintedBytes = (text: string): string =>
  text.includes('\\') && PRINTED.test(text)
    ? text.replace(/(?:\\x[89a-fA-F][0-9a-fA-F]){2,}|(?:\\u[0-9a-fA-F]{4})+/g, withoutEscapes)
    : text
