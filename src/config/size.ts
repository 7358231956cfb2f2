const unitBytes: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
}

/** Bytes of `64kB`, `1MiB`, `512B`; undefined for anything else. kB is 1,000, KiB 1,024. */
export const parseSize = (text: string): number | undefined => {
  const match = /^(\d+(?:\.\d+)?)\s?([kmg]?i?b)$/i.exec(text)
  const bytes = unitBytes[(match?.[2] ?? '').toLowerCase()]
  if (match === null || bytes === undefined) return undefined
  const total = Number(match[1]) * bytes
  return Number.isSafeInteger(total) ? total : undefined
}

/** Bytes with the largest unit that divides them: `64000` is `64kB`. */
export const formatSize = (bytes: number): string => {
  for (const [unit, name] of [
    [1000 ** 3, 'GB'],
    [1000 ** 2, 'MB'],
    [1000, 'kB'],
  ] as const) {
    if (bytes >= unit && bytes % unit === 0) return `${bytes / unit}${name}`
  }
  return `${bytes}B`
}
