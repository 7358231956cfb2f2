/** What LiteLLM wrapped around an error, taken off; '' where a wrapper did not say. */
export interface Peeled {
  /** What is left: the text to read on from, still with its body's JSON or repr around it. */
  readonly text: string
  readonly errorClass: string
  readonly statusCode: string
  readonly provider: string
  /** It broke a stream; class and status are those of the error that did. */
  readonly midStream: boolean
}

/** LiteLLM's class for a stream that broke, wrapped around the error that broke it. */
const MID_STREAM = 'MidStreamFallbackError'

/** Told of each thing taken off or masked: the rule's name and the text it took. */
export type Trace = (rule: string, text: string) => void

/** What LiteLLM appends to an error starts so; nothing behind the first of them is the error's own. */
const SUFFIX =
  /Received Model Group=|Available Model Group Fallbacks=|Original exception: |Handle with `litellm\.|No fallback model group found|LiteLLM(?: Retried:|: model group '| Max Retries:)|Error doing the fallback:|context_window_fallbacks=|[Ee]rror_str:|- timeout value=|Timeout passed=|Deployment Info:|\n(?:stack trace:|Traceback \(most recent)|\n(?:Model|API Base): /

/** The last words of some providers: the id is the request's, not the error's. */
const REQUEST =
  /[\s.,;([。，；（-]{1,4}(?:(?:[Rr]equest|[Tt]race|[Cc]orrelation)[ _-]?[Ii][Dd]|(?:请求|請求|追踪|リクエスト|요청) ?(?:[Ii][Dd]|号|標識|标识))\s?[:：=] ?[\w-]{1,80}[\]).）。]{0,2}\s{0,8}$/

/** Cheap: is there the end of such a name and a colon at all? */
const MAY_BE_REQUEST = /[dD号識识]\s?[:：=]/
const LONGEST_REQUEST = 120

const CLASS =
  /\s*(?:litellm\.(?:\w+\.)*(\w+)|((?:[A-Z]\w*)?(?:MidStreamFallback|APIConnection|APIStatus|API|APIResponseValidation|Authentication|BadRequest|BadGateway|BudgetExceeded|ContentPolicyViolation|ContextWindowExceeded|InternalServer|InvalidRequest|NotFound|OpenAI|PermissionDenied|RateLimit|RejectedRequest|ServiceUnavailable|UnprocessableEntity|UnsupportedParams|RouterRateLimit)Error|Timeout|ProxyException|HTTPException))\s*:\s*/y
const PROVIDER =
  /\s*([A-Za-z][A-Za-z0-9_]*?)_?[Ee]xception(?::?(?: [A-Z]\w*){1,3})?\s+-\s+|\s*(?!API)([A-Z]\w*?)Error\s+-\s+|\s*([A-Z][A-Za-z0-9_]*?)_?Exception:\s+/y
const PHRASE =
  /\s*(?:[Ee]rror:|ERROR:|data:|(?:Timeout|Authentication|Connection) Error(?:[,:]| -)|API Error:|API(?:Timeout|Connection|Status)?Error -|The model returned the following errors:|\/[\w/{}.-]+:(?=\s)|a?(?:completion|embedding|responses|image_generation|transcription|speech|moderation|rerank|text_completion):)\s+/y
const CODE =
  /\s*(?:<([1-5]\d\d)>\s+|[Ee]rror code:\s*([1-5]\d\d)\s*-\s*|(?:HTTP )?([1-5]\d\d):\s+|\(([1-5]\d\d)\)\s+|([45]\d\d)\s+(?=[A-Z][a-z]))/y

const MAX_WRAPPERS = 16

const withoutSuffix = (text: string, layer: number, trace: Trace | undefined): string => {
  // What stands before the first of them has none, nor has the body in it.
  const suffix = layer === 0 ? text.search(SUFFIX) : -1
  const rest = suffix < 0 ? text : text.slice(0, suffix)
  const from = Math.max(0, rest.length - LONGEST_REQUEST)
  const last = rest.slice(from)
  const request = MAY_BE_REQUEST.test(last) ? last.search(REQUEST) : -1
  // An error that is nothing but an id is better told by it than by nothing.
  const end = request < 0 || from + request === 0 ? rest.length : from + request
  if (end < text.length) trace?.('suffix', text.slice(end))
  return rest.slice(0, end)
}

/**
 * Takes LiteLLM's stacked wrappers (`litellm.RateLimitError: GeminiException - …`), status prefixes
 * and suffixes off. `layer`: how many bodies it was in. Linear: every pattern is sticky and moves forward.
 */
export const peel = (message: string, layer: number, trace?: Trace): Peeled => {
  const text = withoutSuffix(message, layer, trace)
  let at = 0
  let errorClass = ''
  let statusCode = ''
  let provider = ''
  let midStream = false
  for (let round = 0; round < MAX_WRAPPERS; round += 1) {
    const from = at
    CLASS.lastIndex = at
    const named = CLASS.exec(text)
    if (named !== null) {
      const name = named[1] ?? named[2] ?? ''
      // The outermost class is the one LiteLLM raised; inner ones are echoes of it.
      if (errorClass === '') errorClass = name
      // But a stream that broke is told by what broke it, which stands behind.
      if (name === MID_STREAM) {
        errorClass = ''
        midStream = true
      }
      at = CLASS.lastIndex
      trace?.('class', named[0])
    }
    PROVIDER.lastIndex = at
    const named2 = PROVIDER.exec(text)
    if (named2 !== null) {
      provider = named2[1] ?? named2[2] ?? named2[3] ?? ''
      at = PROVIDER.lastIndex
      trace?.('provider', named2[0])
    }
    PHRASE.lastIndex = at
    const phrase = PHRASE.exec(text)
    if (phrase !== null) {
      at = PHRASE.lastIndex
      trace?.('phrase', phrase[0])
    }
    CODE.lastIndex = at
    const code = CODE.exec(text)
    if (code !== null) {
      if (statusCode === '') statusCode = code.slice(1).find((digits) => digits !== undefined) ?? ''
      at = CODE.lastIndex
      trace?.('status', code[0])
    }
    if (at === from) break
  }
  return { text: at === 0 ? text : text.slice(at), errorClass, statusCode, provider, midStream }
}
