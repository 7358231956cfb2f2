import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_API_BASE,
  CHECK_NETWORK,
  CHECK_SERVER,
  FALLBACKS,
  RETRIES,
  WAIT,
} from '../../remedies.ts'

export const BROKEN_ANSWERS: CatalogueFamily = {
  id: 'broken-answers',
  title: say('Broken connections and answers', '连接中断与异常响应'),
  entries: [
    {
      id: 'connection-reset',
      title: say('Connection was closed by the other side', '连接被对端关闭'),
      fault: 'provider',
      meaning: say(
        'The provider or something in between closed the connection before answering.',
        '供应商或中间设备在响应前关闭了连接。',
      ),
      remedies: [RETRIES, FALLBACKS],
      acts: 'provider',
      match: [
        {
          message: [
            'connection reset by peer',
            'server disconnected without sending a response',
            'server disconnected',
            'remoteprotocolerror',
            'connection aborted',
            'broken pipe',
          ],
          not: ['redis'],
        },
      ],
    },
    {
      id: 'stream-cut',
      title: say('Stream interrupted', '流式响应中断'),
      fault: 'provider',
      meaning: say(
        'The answer had begun and the connection ended before it was complete.',
        '响应已开始，但连接在完成前中断。',
      ),
      remedies: [
        RETRIES,
        say(
          'Check idle timeouts of load balancers between the proxy and the model.',
          '检查代理与模型之间负载均衡的空闲超时。',
        ),
      ],
      acts: 'provider',
      match: [
        {
          message: [
            'peer closed connection without sending complete message body',
            'incomplete chunked read',
            'response payload is not completed',
            'transferencodingerror',
          ],
        },
        { errorClasses: ['MidStreamFallbackError'] },
      ],
      link: LINKS.litellmReliability,
    },
    {
      id: 'gateway-page',
      title: say('Error page from a gateway', '由模型前的网关返回错误'),
      fault: 'provider',
      meaning: say(
        'A load balancer or gateway sent its own error page: the model behind it is down or too slow.',
        '负载均衡或网关返回了自己的错误页：其后的模型不可用或过慢。',
      ),
      remedies: [WAIT, CHECK_SERVER, FALLBACKS],
      acts: 'provider',
      match: [
        {
          message: [
            '502 bad gateway',
            '503 service temporarily unavailable',
            '503 service unavailable',
            '504 gateway time-out',
            '504 gateway timeout',
            'upstream connect error or disconnect/reset',
            'no healthy upstream',
            'upstream request timeout',
          ],
        },
      ],
    },
    {
      id: 'blocked-by-firewall',
      title: say('Blocked by a web firewall', '被 Web 防火墙拦截'),
      fault: 'provider',
      meaning: say(
        'The web firewall of the provider takes the proxy for a bot and sent a challenge page.',
        '供应商的 Web 防火墙将代理判为机器人，返回了验证页面。',
      ),
      remedies: [
        say(
          'Ask the provider to allow the address of the proxy, and check `api_base`.',
          '请供应商放行代理的出口地址，并检查 `api_base`。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'attention required! | cloudflare',
            'just a moment...',
            'sorry, you have been blocked',
            'error code:1020',
          ],
        },
      ],
    },
    {
      id: 'unreadable-answer',
      title: say('Answer of the provider cannot be parsed', '供应商响应无法解析'),
      fault: 'provider',
      meaning: say(
        'The provider sent broken or empty JSON, or something that is not an answer of its API.',
        '供应商返回了损坏或空的 JSON，或非 API 格式的内容。',
      ),
      remedies: [RETRIES, CHECK_API_BASE],
      acts: 'provider',
      match: [
        {
          message: [
            'unterminated string starting at',
            'expecting value:line',
            'expecting property name enclosed in double quotes',
            'unable to get json response',
            'invalid response object traceback',
            'empty or invalid response from llm endpoint',
            'received=none',
          ],
          not: ['invalid json payload'],
        },
      ],
    },
    {
      id: 'connection-error',
      title: say('No connection to the provider', '无法连接供应商'),
      fault: 'provider',
      meaning: say(
        'The connection to the provider failed; the message does not say why.',
        '连接供应商失败；错误信息未说明原因。',
      ),
      remedies: [CHECK_NETWORK, RETRIES, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'connection error.',
            'cannot connect to host',
            'all connection attempts failed',
          ],
        },
        { errorClasses: ['APIConnectionError'] },
      ],
      generic: true,
      link: LINKS.litellmMapping,
    },
  ],
}
