import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  FIX_REQUEST,
  MORE_QUOTA,
  REPHRASE,
  REPLACE_MODEL,
  RETRIES,
  SHORTEN,
  SLOW_DOWN,
} from '../../remedies.ts'

/** Recognised by the texts and by the codes of the body, `{"code":"1302",`. */
export const ZHIPU: CatalogueFamily = {
  id: 'zhipu',
  title: say('Zhipu (GLM, Z.ai)', '智谱（GLM、Z.ai）'),
  entries: [
    {
      id: 'zhipu-rate-limit',
      title: say('Rate limit of the Zhipu account reached', '智谱账户触发限流'),
      fault: 'capacity',
      meaning: say(
        'The account sends more requests, or more in parallel, than allowed (1302, 1303).',
        '账户请求频率或并发数超限（1302、1303）。',
      ),
      remedies: [SLOW_DOWN, DEPLOYMENT_LIMITS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            '账户已达到速率限制',
            '当前使用该api的并发数过高',
            '当前使用该 api 的并发数过高',
            '当前使用该api的频率过高',
            '当前使用该 api 的频率过高',
            '{code:1302,',
            '{code:1303,',
          ],
        },
      ],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-daily-limit',
      title: say('Daily calls of the Zhipu API used up', '智谱 API 当日调用次数用尽'),
      fault: 'capacity',
      meaning: say(
        'The API’s calls for the day are used up (1304).',
        '该 API 当日调用次数已达限额（1304）。',
      ),
      remedies: [MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['已达今日调用次数限额', '{code:1304,'] }],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-busy',
      title: say('Zhipu model is busy', '智谱模型访问量过大'),
      fault: 'capacity',
      meaning: say(
        'The model has too much traffic from all customers (1305, 1312).',
        '该模型整体访问量过大（1305、1312）。',
      ),
      remedies: [RETRIES, FALLBACKS],
      acts: 'provider',
      match: [
        {
          message: [
            '请求量过多，请稍后再试',
            '该模型当前访问量过大',
            '已触发流量限制',
            '{code:1305,',
            '{code:1312,',
          ],
        },
      ],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-window-limit',
      title: say('Usage window of the Zhipu plan used up', '智谱套餐时段额度用尽'),
      fault: 'capacity',
      meaning: say(
        'The plan’s use for some hours, the week or the month is used up until it resets (1308, 1310).',
        '套餐的小时、周或月额度已用尽，等待重置（1308、1310）。',
      ),
      remedies: [
        FALLBACKS,
        say('Move to a larger plan or to billing by use.', '升级套餐或改为按量计费。'),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            '的使用上限。您的限额将在',
            '已达到每周/每月使用上限',
            '{code:1308,',
            '{code:1310,',
          ],
        },
      ],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-model-not-found',
      title: say('Zhipu does not have the model', '智谱不存在该模型'),
      fault: 'provider',
      meaning: say(
        'The model behind a deployment is retired or misspelt (1211).',
        '该部署的模型已下线或代码有误（1211）。',
      ),
      remedies: [REPLACE_MODEL, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            '模型不存在，请检查模型代码',
            '不存在，请检查模型代码',
            '{code:1211,',
            '{code:1221,',
            '{code:1222,',
          ],
        },
      ],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-parameter',
      title: say('Zhipu refuses a parameter', '智谱拒绝请求参数'),
      fault: 'caller',
      meaning: say(
        'A parameter of the request is missing or not allowed (1210, 1213 to 1215).',
        '请求参数缺失或非法（1210、1213–1215）。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        {
          message: [
            '参数非法。请检查文档',
            '调用参数有误，请检查文档',
            '未正常接收到 … 参数',
            '{code:1210,',
            '{code:1213,',
            '{code:1214,',
            '{code:1215,',
          ],
        },
      ],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-prompt-too-long',
      title: say('Prompt is too long for the GLM model', '提示词超出 GLM 上下文长度'),
      fault: 'caller',
      meaning: say(
        'The prompt does not fit into the context of the model (1261).',
        '提示词超出模型上下文长度（1261）。',
      ),
      remedies: [SHORTEN],
      acts: 'caller',
      match: [{ message: ['prompt 超长', 'prompt超长', '{code:1261,'] }],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-content',
      title: say('Refused by Zhipu’s content check', '被智谱内容审核拒绝'),
      fault: 'caller',
      meaning: say(
        'The provider rates the prompt or the answer as unsafe or sensitive (1301).',
        '供应商判定输入或生成内容不安全或敏感（1301）。',
      ),
      remedies: [REPHRASE],
      acts: 'caller',
      match: [{ message: ['可能包含不安全或敏感内容', '{code:1301,'] }],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-network',
      title: say('Network error inside Zhipu', '智谱内部网络错误'),
      fault: 'provider',
      meaning: say(
        'The provider failed on its own side (1200, 1230, 1234).',
        '供应商内部处理失败（1200、1230、1234）。',
      ),
      remedies: [RETRIES, FALLBACKS],
      acts: 'provider',
      match: [
        {
          message: [
            '网络错误，错误id',
            'api 调用流程出错',
            '{code:1200,',
            '{code:1230,',
            '{code:1234,',
          ],
        },
      ],
      link: LINKS.zhipu,
    },
  ],
}
