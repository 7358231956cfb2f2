import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_ACCOUNT,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  NEW_PROVIDER_KEY,
  TOP_UP,
} from '../../remedies.ts'

export const GEMINI: CatalogueFamily = {
  id: 'gemini',
  title: say('Google Gemini API', 'Google Gemini API'),
  entries: [
    {
      id: 'gemini-quota-metric',
      title: say('Rate quota of the Gemini project used up', 'Gemini 项目速率配额用尽'),
      fault: 'capacity',
      meaning: say(
        'The project used up a quota per minute or day; the text mentions plan and billing, but this is a rate limit.',
        '项目用完每分钟或每日配额；文本虽提到套餐与账单，实为限流。',
      ),
      remedies: [
        DEPLOYMENT_LIMITS,
        say('Move the project to a higher tier.', '将项目升级到更高层级。'),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'quota exceeded for metric:generativelanguage',
            'exceeded your current quota … generativelanguage',
            'exceeded your current quota … ai.google.dev',
          ],
          not: ['perdayper', 'free_tier', 'limit:0,'],
        },
      ],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-quota-day',
      title: say('Daily quota of the Gemini project used up', 'Gemini 项目每日配额用尽'),
      fault: 'capacity',
      meaning: say(
        'The project used up its requests for the day; the count restarts at midnight Pacific time.',
        '项目当日请求数已用尽；太平洋时间零点重置。',
      ),
      remedies: [say('Move the project to a higher tier.', '将项目升级到更高层级。'), FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: ['generativelanguage … perdayper', 'exceeded your current quota … perdayper'],
          not: ['free_tier', 'freetier'],
        },
      ],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-free-tier',
      title: say('Free tier of Gemini used up', 'Gemini 免费层配额用尽'),
      fault: 'capacity',
      meaning: say(
        'The key belongs to a project without billing, whose free quota for the model is used up or zero.',
        '密钥所属项目未启用结算，该模型的免费配额已用尽或为零。',
      ),
      remedies: [
        say('Enable billing for the project of the key.', '为密钥所属项目启用结算。'),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'generativelanguage … free_tier',
            'free_tier_requests, limit:',
            'free_tier_input_token_count',
            'generativelanguage … freetier',
          ],
        },
      ],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-prepay-empty',
      title: say('Prepaid credits of the Gemini project used up', 'Gemini 预付费额度用尽'),
      fault: 'provider',
      meaning: say(
        'The billing account has no prepaid credits left: every key of it fails until it is topped up.',
        '结算账号的预付额度已用尽：充值前其所有密钥均不可用。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: ['prepayment credits are depleted', 'exceeded its monthly spending cap'],
        },
      ],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-key-invalid',
      title: say('Gemini key is wrong', 'Gemini 密钥无效'),
      fault: 'provider',
      meaning: say(
        'Google does not know the key of the proxy; it comes as a 400.',
        'Google 不认可代理的密钥；以 400 返回。',
      ),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'api key not valid. please pass a valid api key',
            'api_key_invalid',
            'api key not found. please pass a valid api key',
          ],
          not: ['api key expired'],
        },
      ],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-key-expired',
      title: say('Gemini key has expired', 'Gemini 密钥已过期'),
      fault: 'provider',
      meaning: say(
        'The key of the proxy has expired; it comes as a 400.',
        '代理的密钥已过期；以 400 返回。',
      ),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: ['api key expired. please renew the api key', 'api key expired'],
          speaker: 'provider',
        },
      ],
      link: LINKS.geminiTrouble,
    },
    {
      id: 'gemini-key-leaked',
      title: say('Google has blocked the key as leaked', '密钥因泄露被 Google 封锁'),
      fault: 'provider',
      meaning: say(
        'Google found the key in public and switched it off.',
        'Google 发现该密钥已公开泄露并将其停用。',
      ),
      remedies: [
        say(
          'Create a new key, replace it at the proxy, and find out where the old one was published.',
          '创建新密钥并在代理中替换，同时查明旧密钥的泄露位置。',
        ),
      ],
      acts: 'operator',
      match: [{ message: ['api key was reported as leaked'] }],
      link: LINKS.geminiTrouble,
    },
    {
      id: 'gemini-location',
      title: say('Location not supported by the Gemini API', '所在地区不支持 Gemini API'),
      fault: 'provider',
      meaning: say(
        'The proxy calls from a country where the Gemini API, or its free tier, is not offered.',
        '代理所在国家或地区不提供 Gemini API 或其免费层。',
      ),
      remedies: [
        say(
          'Enable billing, call from a supported region, or use Vertex AI.',
          '启用结算、从受支持地区访问，或改用 Vertex AI。',
        ),
      ],
      acts: 'operator',
      match: [{ message: ['user location is not supported for the api use'] }],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-suspended',
      title: say('Google project is suspended', 'Google 项目已被暂停'),
      fault: 'provider',
      meaning: say(
        'Google has suspended the project or the key’s consumer.',
        'Google 已暂停该项目或密钥。',
      ),
      remedies: [CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'consumer … has been suspended',
            'consumer_suspended',
            'your project has been denied access',
          ],
        },
      ],
    },
  ],
}
