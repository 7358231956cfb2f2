import { createHash } from 'node:crypto'

const PLACEHOLDER = /<[a-z0-9_-]+>/g

/** A template with all placeholders alike: what is a number here may be an id there, and the name is for people. */
export const plainTemplate = (template: string): string => template.replace(PLACEHOLDER, '<*>')

/** The fingerprint of a template: the first 16 hex digits of its SHA-256. */
export const hashTemplate = (template: string): string =>
  createHash('sha256').update(plainTemplate(template)).digest('hex').slice(0, 16)

/** Whether a fingerprint was computed; else an operator's rule gave it. */
export const isComputed = (fingerprint: string): boolean => /^[0-9a-f]{16}$/.test(fingerprint)
