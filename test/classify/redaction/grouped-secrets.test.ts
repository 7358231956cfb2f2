import { describe, expect, it } from 'vitest'
import { createClassifier } from '../../../src/classify/classify.ts'
import { createFingerprinter } from '../../../src/classify/grouping/fingerprint.ts'
import { redact } from '../../../src/classify/redaction/redact.ts'
import { failedEvent } from '../../support/mapped-row.ts'
import { contextSecrets, providerKeys } from './secrets.ts'

const classify = createClassifier({
  fingerprint: createFingerprinter(),
  faultOf: () => 'provider',
  redact,
  maxMessage: 4000,
})

const classified = (message: string) =>
  classify(
    failedEvent({
      error_code: '500',
      error_class: 'E',
      llm_provider: 'p',
      error_message: message,
      traceback: message,
    }),
    1,
  )

/** Eight characters in a row; the lines around a key in PEM and the plain words of a cookie are no secrets. */
const piecesOf = (secret: string): readonly string[] =>
  secret
    .split(/-----[A-Z ]+-----|session=|theme=dark|Path=/)
    .flatMap((part) =>
      Array.from({ length: Math.max(0, part.length - 7) }, (_, i) => part.slice(i, i + 8)),
    )

// Groups are found in the text as it is: masking, redaction and the cut of the title together must hide what it held.
describe('the group of a message with a secret', () => {
  it.each([...providerKeys, ...contextSecrets])('shows nothing of $name', ({ text, secret }) => {
    for (const before of [0, 1, 3, 5, 7, 9, 11, 13]) {
      const { title, template } = classified('word '.repeat(before) + text).group
      for (const piece of piecesOf(secret)) {
        expect(title).not.toContain(piece)
        expect(template).not.toContain(piece)
      }
    }
  })
})
