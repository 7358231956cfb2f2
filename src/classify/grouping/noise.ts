/** What HTTP clients print beside the host they could not reach. It names sockets, not causes. */
const NOISE = [
  /ssl:(?:<[^>]{0,120}>|default|True|False|None)/y,
  /\[Connect call failed [^\]]{0,240}\]/y,
  /<[\w.]{1,80} object at 0x[0-9a-fA-F]{1,16}>/y,
  // An ANSI colour sequence; a literal of it would hold a control character.
  new RegExp(`${String.fromCharCode(27)}\\[[0-9;]{0,16}[A-Za-z]`, 'y'),
] as const

/** `s`, `[`, `<` and escape: what noise can start with. */
export const mayBeNoise = (char: number): boolean =>
  char === 115 || char === 91 || char === 60 || char === 27

/** Where noise that starts at `from` ends; `from` when none starts there. */
export const skipNoise = (text: string, from: number): number => {
  for (const pattern of NOISE) {
    pattern.lastIndex = from
    if (pattern.test(text)) return pattern.lastIndex
  }
  return from
}
