import { expect, it } from 'vitest'
import { compiledFrames } from '../../../scripts/compile-mail-frame.ts'
import { columnsFrame, frame } from '../../../src/channels/email/email-frame.ts'

it('the frame of mails is what its MJML makes', async () => {
  expect(await compiledFrames()).toEqual({ frame, columnsFrame })
})

it('the frame of mails fetches nothing from anywhere', () => {
  const text = [...frame.texts, ...Object.values(columnsFrame)].join('')
  expect(text).not.toMatch(/@import|<link|<script|url\(/)
  expect(text.match(/https?:[^"']*/g)).toEqual(['http://www.w3.org/1999/xhtml'])
})
