import { alnum, base64, digits, hex, upper, uuid, words } from './fill.ts'

/** A text as it stands in a log, and the part of it that must not be seen. */
export interface SecretCase {
  readonly name: string
  readonly text: string
  readonly secret: string
}

const bare = (name: string, secret: string): SecretCase => ({
  name,
  secret,
  text: `litellm.AuthenticationError: Incorrect API key ${secret} was sent.`,
})

const within = (name: string, secret: string, around: (secret: string) => string): SecretCase => ({
  name,
  secret,
  text: around(secret),
})

const sk = 'sk-'

/** Keys that show by their beginning what they are. */
export const providerKeys: readonly SecretCase[] = [
  bare('openai, old', sk + alnum(48)),
  bare('openai, project', `${sk}proj-${words(120)}`),
  bare('openai, service account', `${sk}svcacct-${words(100)}`),
  bare('openai, admin', `${sk}admin-${words(100)}`),
  bare('anthropic', `${sk}ant-api03-${words(93)}AA`),
  bare('anthropic, oauth', `${sk}ant-oat01-${words(80)}`),
  bare('openrouter', `${sk}or-v1-${hex(64)}`),
  bare('litellm virtual key', sk + words(22, 7)),
  bare('litellm example master key', `${sk}1234`),
  bare('deepseek', sk + hex(32)),
  bare('moonshot', sk + alnum(48, 9)),
  bare('novita', `sk_${alnum(43)}`),
  bare('stripe', `sk_live_${alnum(24)}`),
  bare('langfuse, secret', `${sk}lf-${uuid()}`),
  bare('langfuse, public', `pk-lf-${uuid(5)}`),
  bare('google ai studio', `AIza${words(35)}`),
  bare('google ai studio, new', `AQ.${words(50)}`),
  bare('google oauth', `ya29.${words(120)}`),
  bare('google oauth client secret', `GOCSPX-${words(28)}`),
  bare('groq', `gsk_${alnum(52)}`),
  bare('xai', `xai-${alnum(80)}`),
  bare('hugging face', `hf_${alnum(34)}`),
  bare('hugging face, organisation', `api_org_${alnum(34)}`),
  bare('replicate', `r8_${alnum(37)}`),
  bare('perplexity', `pplx-${alnum(48)}`),
  bare('nvidia', `nvapi-${words(64)}`),
  bare('fireworks', `fw_${alnum(24)}`),
  bare('together', `tgp_v1_${words(43)}`),
  bare('cohere', `co-${alnum(40)}`),
  bare('cerebras', `csk-${alnum(48)}`),
  bare('voyage', `pa-${words(43)}`),
  bare('jina', `jina_${alnum(60)}`),
  bare('anyscale', `esecret_${alnum(32)}`),
  bare('predibase', `pb_${alnum(30)}`),
  bare('friendli', `flp_${alnum(46)}`),
  bare('vercel', `vck_${alnum(56)}`),
  bare('runpod', `rpa_${upper(46)}`),
  bare('tavily', `tvly-dev-${alnum(32)}`),
  bare('langsmith', `lsv2_pt_${hex(32)}_${hex(10)}`),
  bare('pinecone', `pcsk_${alnum(64)}`),
  bare('zhipu', `${hex(32)}.${alnum(16)}`),
  bare('baidu', `bce-v3/ALTAK-${alnum(21)}/${hex(40)}`),
  bare('meta llama', `LLM|${digits(15)}|${words(27)}`),
  bare('databricks', `dapi${hex(32)}-2`),
  bare('bedrock, long', `ABSK${base64(128)}=`),
  bare('aws key id', `AKIA${upper(16)}`),
  bare('aws temporary key id', `ASIA${upper(16)}`),
  bare('azure openai', `${alnum(52)}JQQJ99${upper(8)}ACOG${alnum(4)}`),
  bare('azure client secret', `${alnum(3)}8Q~${words(34)}`),
  bare('github, classic', `ghp_${alnum(36)}`),
  bare('github, fine grained', `github_pat_${alnum(22)}_${alnum(59)}`),
  bare('gitlab', `glpat-${words(20)}`),
  bare('slack bot', `xoxb-${digits(12)}-${digits(13)}-${alnum(24)}`),
  bare('slack app', `xapp-1-${upper(11)}-${digits(13)}-${hex(64)}`),
  bare('telegram', `${digits(10)}:AA${words(33)}`),
  bare('npm', `npm_${alnum(36)}`),
  bare('sendgrid', `SG.${words(22)}.${words(43)}`),
]

const jwt = `eyJ${alnum(33)}.eyJ${words(80)}.${words(43)}`
const pem = (lineEnd: string): string =>
  [
    ['-----BEGIN', 'PRIVATE', 'KEY-----'].join(' '),
    base64(64),
    base64(64, 2),
    `${base64(20, 3)}==`,
    ['-----END', 'PRIVATE', 'KEY-----'].join(' '),
  ].join(lineEnd)

/** Secrets of common forms, and values that only what stands beside them gives away. */
export const contextSecrets: readonly SecretCase[] = [
  within('jwt', jwt, (s) => `token expired: ${s}`),
  within('jwt without signature', jwt.split('.').slice(0, 2).join('.'), (s) => `got '${s}'`),
  within(
    'service account',
    pem('\\n'),
    (s) => `{"type": "service_account", "private_key": "${s}\\n"}`,
  ),
  within('pem block', pem('\n'), (s) => `Could not parse:\n${s}\nas a key`),
  within('cut off pem', pem('\n').slice(0, 120), (s) => `bad key: ${s}`),
  within('bearer', alnum(40), (s) => `curl -H 'Authorization: Bearer ${s}' https://x.example`),
  within('bearer, hash-like', hex(64), (s) => `headers: Authorization: Bearer ${s}`),
  within('bearer, alone', words(30), (s) => `sent Bearer ${s} and was refused`),
  within('basic', Buffer.from(`user:${alnum(12)}`).toString('base64'), (s) => `Basic ${s}`),
  within('authorization in json', alnum(40), (s) => `{"authorization": "Bearer ${s}"}`),
  within('authorization in a repr', alnum(40), (s) => `(b'authorization', b'Token ${s}')`),
  within('authorization without scheme', alnum(40), (s) => `Authorization: ${s}`),
  within(
    'aws signature',
    hex(64),
    (s) => `Authorization: AWS4-HMAC-SHA256 Credential=x/y, Signature=${s}`,
  ),
  within(
    'postgres password',
    'p4ss/w0rd!',
    (s) => `postgresql://llm:${s}@db:5432/litellm?schema=public`,
  ),
  within('redis password', alnum(20), (s) => `Error 111 connecting to redis://:${s}@cache:6379/0`),
  within('proxy password', 's3cr%40t', (s) => `proxy http://svc:${s}@proxy.example:3128 refused`),
  within('password with an at', 'a@b@c', (s) => `mysql://root:${s}@db/x`),
  within('sentry dsn', hex(32), (s) => `dsn=https://${s}@o1.ingest.sentry.io/42`),
  within('azure header', hex(32), (s) => `request headers: {'api-key': '${s}', 'accept': '*/*'}`),
  within('azure header, hash-like', hex(64), (s) => `api-key: ${s}`),
  within('deepinfra', alnum(32), (s) => `DEEPINFRA_API_KEY=${s}`),
  within('together, hash-like', hex(64), (s) => `TOGETHERAI_API_KEY=${s} is not valid`),
  within('sambanova', uuid(), (s) => `SAMBANOVA_API_KEY="${s}"`),
  within('mistral', alnum(32), (s) => `litellm_params={'model': 'mistral/x', 'api_key': '${s}'}`),
  within('ai21 in escaped json', alnum(32), (s) => `"{\\"api_key\\": \\"${s}\\"}"`),
  within('key in html', alnum(32), (s) => `&quot;api_key&quot;: &quot;${s}&quot;`),
  within(
    'key in words',
    alnum(32),
    (s) => `Incorrect API key provided: ${s}. You can find it at …`,
  ),
  within('aws secret', base64(40), (s) => `aws_secret_access_key=${s}`),
  within('aws secret beside its id', base64(40), (s) => `AKIA${upper(16)}:${s}`),
  within('aws session token', base64(200), (s) => `"aws_session_token": "${s}"`),
  within('client secret', alnum(40), (s) => `client_id=abc&client_secret=${s}&scope=x`),
  within('password in a dsn', 'hunter2', (s) => `host=db user=llm password=${s} dbname=x`),
  within('password in json', 'correct horse battery', (s) => `{"user": "a", "password": "${s}"}`),
  within('password in yaml', 'Tr0ub4dor&3', (s) => `db_password: ${s}`),
  within('smtp password', 'letmein', (s) => `smtp_passwd='${s}'`),
  within('cookie', `session=${alnum(32)}; theme=dark`, (s) => `Cookie: ${s}`),
  within('set-cookie in a repr', `token=${alnum(40)}; Path=/`, (s) => `{'set-cookie': '${s}'}`),
  within(
    'slack webhook',
    `T${upper(8)}/B${upper(8)}/${alnum(24)}`,
    (s) => `https://hooks.slack.com/services/${s}`,
  ),
  within(
    'discord webhook',
    words(68),
    (s) => `https://discord.com/api/webhooks/${digits(18)}/${s}`,
  ),
  within(
    's3 signature',
    hex(64),
    (s) => `https://b.s3.amazonaws.com/k?X-Amz-Date=1&X-Amz-Signature=${s}`,
  ),
  within(
    'azure sas',
    `${alnum(43)}%3D`,
    (s) => `https://a.blob.core.windows.net/c/b?sv=2024&sig=${s}&se=1`,
  ),
  within(
    'google signed url',
    hex(128),
    (s) => `https://storage.googleapis.com/b/o?X-Goog-Signature=${s}`,
  ),
  within(
    'gemini key in the query',
    words(39),
    (s) => `POST https://x.example/v1beta/models/m:generate?key=${s}`,
  ),
  within(
    'storage account key',
    `${base64(86)}==`,
    (s) => `AccountName=a;AccountKey=${s};EndpointSuffix=x`,
  ),
  within('key after a colour', sk + alnum(30), (s) => `\u001b[31m${s}\u001b[0m`),
  within('key after an escaped newline', sk + alnum(30), (s) => `{"error": "bad key\\n${s}"}`),
  within('key after percent encoding', sk + alnum(30), (s) => `callback?next=a%3D${s}`),
  within('salt key', alnum(24), (s) => `LITELLM_SALT_KEY: "${s}"`),
]
