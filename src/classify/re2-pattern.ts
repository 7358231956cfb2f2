import { RE2JS } from 're2js'
import { z } from 'zod'
import { messageOf } from '../domain/reason.ts'

/** A regular expression in RE2's syntax: linear whatever it is matched against. */
export const re2Pattern = z
  .string()
  .min(1)
  .superRefine((source, context) => {
    try {
      RE2JS.compile(source)
    } catch (error) {
      const message = `not a regular expression of RE2: ${messageOf(error)}`
      context.addIssue({ code: 'custom', message })
    }
  })
