import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AnswerError,
  parseAnswer,
  withoutThinking,
} from '../../../src/explain/model/model-answer.ts'

const delta = (content: string | null, finish: string | null = null) =>
  JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })

describe('an answer', () => {
  it.each([
    ['one object', '{"choices":[{"message":{"content":"It broke."}}]}'],
    [
      'one object over many lines',
      '\ufeff{\n "choices": [\n {"message": {"content": "It broke."}}]}\n',
    ],
    ['parts', '{"choices":[{"message":{"content":[{"type":"text","text":"It "},"broke."]}}]}'],
    [
      'parts with a picture',
      '{"choices":[{"message":{"content":[{"type":"image"},{"text":"It broke."}]}}]}',
    ],
    ['a completion of the old kind', '{"choices":[{"text":"It broke."}]}'],
    ["Ollama's object", '{"message":{"content":"It broke."},"done":true}'],
    [
      "Ollama's lines",
      '{"message":{"content":"It "},"done":false}\n{"message":{"content":"broke."},"done":true}\n',
    ],
    ["Ollama's generate", '{"response":"It "}\r\n{"response":"broke.","done":true}'],
    ['a stream', `data: ${delta('It ')}\n\ndata: ${delta('broke.')}\n\ndata: [DONE]\n\n`],
    ['a stream without spaces', `data:${delta('It ')}\ndata:${delta('broke.', 'stop')}`],
    [
      'a stream with comments and names',
      `: hi\nevent: x\nid: 1\nretry: 9\ndata: ${delta('It broke.')}\n\ndata: [DONE]`,
    ],
    [
      'a stream with empty chunks',
      `data: ${delta(null)}\n\ndata: {"choices":[]}\n\ndata: ${delta('It broke.', 'stop')}`,
    ],
    [
      'reasoning before',
      '{"choices":[{"message":{"content":"<think>why?\\n</think>\\nIt broke."}}]}',
    ],
  ])('may come as %s', (_, body) => {
    expect(parseAnswer(body).text).toBe('It broke.')
  })

  it('tells the tokens of the last chunk that names them', () => {
    const usage = '{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":6}}'
    const body = `data: ${delta('x', 'length')}\n\ndata: ${usage}\n\ndata: [DONE]`
    expect(parseAnswer(body)).toEqual({ text: 'x', tokensIn: 5, tokensOut: 6, cutByLimit: true })
  })

  it.each([
    ['{"choices":[{"message":{"con', true],
    [`data: ${delta('It ')}\n\ndata: {"choi`, true],
    [`data: ${delta('It ')}\n\ndata: ${delta('br')}`, true],
    ['{"message":{"content":"It "},"done":false}\n{"message":{"content":"br"},"done":false}', true],
    ['<html>', false],
    ['[1, 2]', false],
    ['"text"', false],
    ['{"choices":"none"}', false],
    [`data: ${delta('It ')}\n\ndata: {"error":{"message":"gone"}}\n\n`, false],
  ])('is refused when it is %s', (body, incomplete) => {
    let refused: unknown
    try {
      parseAnswer(body)
    } catch (error) {
      refused = error
    }
    expect(refused).toBeInstanceOf(AnswerError)
    expect(refused).toHaveProperty('incomplete', incomplete)
  })

  it('loses its reasoning, also where a tag is missing', () => {
    expect(withoutThinking('<think>a</think>b')).toBe('b')
    expect(withoutThinking('a</think>\n\nb')).toBe('b')
    expect(withoutThinking('b<thinking>never ends')).toBe('b')
    expect(withoutThinking('<think>a</think><think>b</think> c')).toBe('c')
    expect(withoutThinking('1 < 2 and 3 > 2')).toBe('1 < 2 and 3 > 2')
  })

  it('is words or an AnswerError, whatever comes', () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(fc.json()).map((all) => all.join('\n')),
    )
    fc.assert(
      fc.property(body, (text) => {
        try {
          expect(parseAnswer(text).text).not.toBe('')
        } catch (error) {
          expect(error).toBeInstanceOf(AnswerError)
        }
      }),
    )
  })
})
