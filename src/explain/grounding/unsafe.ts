/** Hosts of providers, which error messages name; any other host could be anybody's. */
const PROVIDER_HOST =
  /(?:^|\.)(?:openai\.com|anthropic\.com|azure\.com|microsoft\.com|googleapis\.com|amazonaws\.com|mistral\.ai|groq\.com|cohere\.(?:com|ai)|deepseek\.com|x\.ai|together\.(?:ai|xyz)|fireworks\.ai|aliyuncs\.com|moonshot\.cn|bigmodel\.cn|volces\.com|openrouter\.ai|perplexity\.ai)$/i

const DOMAIN =
  /(?<![\p{L}\p{N}._@-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:com|net|org|io|ai|dev|app|co|cn|ru|info|biz|xyz|top|site|online|example|test|me|to|ly|gg|sh|zip|link|cloud|tech|live|support|help|eu|de|uk|fr|us)(?![\p{L}\p{N}-]|\.[\p{L}])/giu

/** Each with the reason that stands in the margin. Looked for in the text as it came, before names are taken out. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/[a-z][a-z0-9+.-]{1,15}:\/\/|\bwww\.|\b(?:mailto|javascript|data|tel):\S/i, 'a link'],
  [
    /!?\[[^\]\n]{0,200}\]\([^)\n]*\)|<\/?[a-z][^>\n]*>|<[!@#][^>\n]*>/i,
    'a link, markup or mention',
  ],
  [/```|~~~/, 'a block of code'],
  [/(?:^|[^\p{L}\p{N}._%+-])@[\p{L}_][\p{L}\p{N}_.-]*/u, 'a mention'],
  [/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}\.\p{L}{2,}/u, 'an e-mail address'],
  [
    /\b(?:curl|wget|sudo|kubectl|powershell|chmod|chown|netcat|npx|eval|exec)\b(?:\s|\()|\brm -|\b(?:pip3?|npm|pnpm|yarn|brew|apt|apt-get|yum|apk) (?:i|install|add|run|exec)\b|\bdocker(?:-compose| compose)? (?:run|exec|rm|rmi|pull|push|stop|kill|restart|up|down|login)\b|\b(?:bash|sh|zsh|cmd|python3?|node) (?:-c|\/c|-e)\b|\b(?:ssh|scp|nc) \S+@|\bsystemctl \w|\b(?:drop|truncate|alter) table\b|\bdelete from\b|\bupdate \w+ set\b|\bselect .{1,80} from\b|(?:^|\s)\$ ?\w+ -|\s&&\s|\|\s*(?:sh|bash)\b/i,
    'a command',
  ],
]

const QUIET =
  '(?:failures?|errors?|problems?|issues?|incidents?|outages?|impact|alerts?|action|need)'

/** That nothing is wrong is never what facts with failures say; and some things nobody may be told to do. */
const CLAIMS: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `\\b(?:no|zero|0|without(?: any)?) (?:\\w+ )?${QUIET}\\b(?! (?:of|with|from|for) )`,
      'i',
    ),
    'it says that nothing is wrong',
  ],
  [
    /\b(?:everything|every(?:body|one)|all(?: systems?| services?| is| of it)?|the (?:system|service|proxy))\b(?: \w+){0,2} (?:is|are|was|were|looks?|works?|runs?|running|went|operating) (?:\w+ )?(?:fine|well|ok|okay|good|great|normal(?:ly)?|healthy|operational|stable|calm|quiet|perfect(?:ly)?|smooth(?:ly)?)\b/i,
    'it says that nothing is wrong',
  ],
  [
    /\bnothing (?:is |was |went |has )?(?:wrong|broken|failed|happened|to (?:worry|report|do|see|fix))\b|\bfalse alarm\b|\ball (?:is )?(?:well|fine|good|clear|green|ok)\b|\bno need to (?:act|worry|do|react|investigate|look|fix)\b|\bdo(?:es)?(?: not|n't) (?:need|require) (?:any )?(?:action|attention)\b|\b(?:can|may|should|please|safely) (?:be )?(?:safely )?(?:ignored?|disregard(?:ed)?)\b|\bignore (?:this|these|the|all)\b/i,
    'it says that nothing is wrong',
  ],
  [
    /一切(?:都)?(?:正常|良好|顺利|安好)|(?:没有|无)(?:任何)?(?:问题|故障|错误|失败|异常|影响)(?!的)|(?:无需|不需要|不必)(?:任何)?(?:处理|操作|关注|担心|采取)|可以(?:放心)?忽略|请忽略|误报|运行(?:正常|良好|稳定)/,
    'it says that nothing is wrong',
  ],
  [
    /\b(?:disabl\w+|turn\w* off|switch\w* off|stop\w*|remov\w+|delet\w+|bypass\w*|silenc\w+|mut(?:e|ing)|uninstall\w*|shut\w* down) (?:\w+ ){0,4}(?:auth\w*|alert\w*|monitor\w*|lookout|guardrails?|logging|logs?|redaction|tls|ssl|certificate|verification|firewall|security|rate limit\w*|backups?|database|spendlogs)\b/i,
    'it advises to switch a safeguard off',
  ],
  [
    /\b(?:send|share|post|publish|reveal|paste|e-?mail|forward|reply with|provide|give|enter|submit|disclose|hand over|upload)\b (?:\w+ ){0,4}(?:keys?|tokens?|passwords?|secrets?|credentials?|prompts? to)\b/i,
    'it asks for secrets',
  ],
  [
    /(?:禁用|关闭|停用|删除|绕过)[^。；]{0,8}(?:认证|鉴权|告警|监控|日志|防护|安全|证书|限流|数据库)/,
    'it advises to switch a safeguard off',
  ],
  [
    /(?:发送|提供|分享|公布|泄露|提交|输入)[^。；]{0,8}(?:密钥|密码|令牌|凭据|口令)/,
    'it asks for secrets',
  ],
  [
    /\b(?:system prompt|my (?:instructions|rules|prompt|guidelines)|as an? (?:ai|language model|assistant)\b|i (?:am|was|have been) (?:an?|told|instructed|asked|now)|you are (?:now|an experienced)|new instructions?|previous instructions?)\b|系统提示|我的(?:指令|规则)|作为(?:一个)?(?:AI|人工智能|语言模型)|之前的指令/i,
    'it speaks of its instructions',
  ],
]

/** Digits of other scripts look like numbers to people and not to the check. */
const STRANGE_DIGITS = /(?![0-9])\p{Nd}/u

/**
 * Why a text may not reach people whatever the facts say; null if it may. `allowed`: texts, in lower case, that may
 * stand as they are although they look like an address (a key's alias); `all`: every text of the facts, in lower case.
 */
export const unsafeBecause = (
  text: string,
  { allowed, all }: { readonly allowed: readonly string[]; readonly all: string },
): string | null => {
  const bare = allowed.reduce((rest, name) => rest.replaceAll(name, ' '), text.toLowerCase())
  for (const [pattern, reason] of FORMS) if (pattern.test(bare)) return reason
  for (const [host] of bare.matchAll(DOMAIN)) {
    if (!PROVIDER_HOST.test(host) || !all.includes(host.toLowerCase())) return 'a link'
  }
  for (const [pattern, reason] of CLAIMS) if (pattern.test(text)) return reason
  return STRANGE_DIGITS.test(text) ? 'digits that cannot be checked' : null
}
