/** Reads which characters a TrueType font has, from its `cmap` table (formats 4 and 12). OpenType 1.9, "cmap". */
export const charactersOf = (font: DataView): ReadonlySet<number> => {
  const found = new Set<number>()
  const cmap = tableAt(font, 'cmap')
  if (cmap === null) return found
  const subtables = font.getUint16(cmap + 2)
  for (let index = 0; index < subtables; index++) {
    const at = cmap + font.getUint32(cmap + 4 + 8 * index + 4)
    const format = font.getUint16(at)
    if (format === 12) readGroups(font, at, found)
    if (format === 4) readSegments(font, at, found)
  }
  return found
}

const tableAt = (font: DataView, wanted: string): number | null => {
  const tables = font.getUint16(4)
  for (let index = 0; index < tables; index++) {
    const record = 12 + 16 * index
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => font.getUint8(record + byte)))
    if (tag === wanted) return font.getUint32(record + 8)
  }
  return null
}

const readGroups = (font: DataView, at: number, found: Set<number>): void => {
  const groups = font.getUint32(at + 12)
  for (let index = 0; index < groups; index++) {
    const group = at + 16 + 12 * index
    const last = font.getUint32(group + 4)
    for (let code = font.getUint32(group); code <= last; code++) found.add(code)
  }
}

const readSegments = (font: DataView, at: number, found: Set<number>): void => {
  const segments = font.getUint16(at + 6) / 2
  const ends = at + 14
  const starts = ends + 2 * segments + 2
  for (let index = 0; index < segments; index++) {
    const last = font.getUint16(ends + 2 * index)
    // The last segment is only an end marker: 0xffff to 0xffff.
    for (let code = font.getUint16(starts + 2 * index); code <= last && code < 0xffff; code++)
      found.add(code)
  }
}

/** A text in characters that can be drawn: others lose their accents, or become a dot; never a box. */
export const drawable = (text: string, has: (code: number) => boolean): string =>
  [...text]
    .map((character) => {
      if (has(character.codePointAt(0) ?? 0)) return character
      const plain = character.normalize('NFKD').replace(/\p{M}/gu, '')
      return plain !== '' && [...plain].every((each) => has(each.codePointAt(0) ?? 0)) ? plain : '·'
    })
    .join('')
