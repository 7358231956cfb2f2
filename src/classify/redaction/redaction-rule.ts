/**
 * One kind of secret. A pattern never takes more than linear time: one run of characters after a fixed beginning, and
 * wherever something must follow that run, the beginning cannot occur inside it.
 */
export interface Rule {
  /** Shown in the mark: `[redacted: openai key]`. */
  readonly kind: string
  /** If none of these is in the text (case matters), the pattern is not tried. This keeps harmless text cheap. */
  readonly hints: readonly string[]
  /** Global. A group named `keep` is kept before the mark, a group `rest` after it. */
  readonly pattern: RegExp
  /** Last check of what the pattern found, without `keep` and `rest`. */
  readonly accept?: (secret: string) => boolean
}

/**
 * A beginning: no letter or digit before, or only one that ends an escape (`\n`, `\u0022`, `%3D`, a colour), since
 * messages contain JSON in strings, URLs and terminal output.
 */
export const START = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[nrtbf]|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|%[0-9a-fA-F]{2}|\u001b\[[0-9;]{0,16}m))`

/** A rule for keys with a known beginning. */
export const keyRule = (
  kind: string,
  beginning: string,
  tail: string,
  accept?: (secret: string) => boolean,
): Rule => ({
  kind,
  hints: [beginning],
  pattern: new RegExp(`${START}${beginning.replace(/[.|]/g, '\\$&')}${tail}`, 'g'),
  ...(accept === undefined ? {} : { accept }),
})

/** Digits and capitals: typical of random text, and not of names in kebab case. */
export const randomLooking = (text: string): boolean => (text.match(/[A-Z0-9]/g)?.length ?? 0) >= 3

/** Already masked by its writer (`sk-...Q3bA`, `abc****`), a placeholder or a reference: nothing to hide. */
export const harmlessValue = (text: string): boolean =>
  /\*{2,}|\.{3}|…|x{6,}|\[redacted/i.test(text) ||
  /^(?:[<${%]|os\.environ|env[:.]|secrets?[/.]|vault:|your|my[_-]|none$|null$|true$|false$|undefined$|nan$|empty$|redacted)/i.test(
    text,
  ) ||
  /^\.{0,2}(?:\/[a-z0-9_.-]{1,40}){2,}\/?$/.test(text)
