import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_API_BASE,
  CHECK_NETWORK,
  CHECK_SERVER,
  FALLBACKS,
  RAISE_TIMEOUT,
  RETRIES,
} from '../../remedies.ts'

export const NETWORK: CatalogueFamily = {
  id: 'network',
  title: say('Network and timeouts', '网络与超时'),
  entries: [
    {
      id: 'timeout-connect',
      title: say('Connecting to the provider timed out', '连接供应商超时'),
      fault: 'provider',
      meaning: say(
        'No connection to the provider could be opened in time: usually a firewall, an egress proxy or a wrong address.',
        '未能及时建立到供应商的连接：通常是防火墙、出口代理或地址有误。',
      ),
      remedies: [CHECK_NETWORK, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['connecttimeout', 'connect timeout on', 'connection timeout to host'] }],
    },
    {
      id: 'timeout-read',
      title: say('Reading the answer timed out', '读取供应商响应超时'),
      fault: 'provider',
      meaning: say(
        'The connection was open, but the next part of the answer did not arrive in time.',
        '连接已建立，但后续数据未及时到达。',
      ),
      remedies: [RAISE_TIMEOUT, FALLBACKS],
      acts: 'operator',
      match: [
        { message: ['readtimeout', 'read timed out', 'timeout on reading data from socket'] },
      ],
    },
    {
      id: 'timeout',
      title: say('The provider did not answer in time', '供应商响应超时'),
      fault: 'provider',
      meaning: say(
        'The answer took longer than the timeout of the deployment or of the proxy.',
        '响应时间超过该部署或代理的超时设置。',
      ),
      remedies: [RAISE_TIMEOUT, FALLBACKS, RETRIES],
      acts: 'operator',
      match: [
        {
          message: [
            'request timed out. error_str',
            'connection timed out after',
            'connection timed out. timeout passed',
            'request timed out',
          ],
        },
        { errorClasses: ['Timeout', 'APITimeoutError', 'TimeoutError'] },
        { statuses: ['408', '504'], speaker: 'provider' },
      ],
      generic: true,
      link: LINKS.litellmMapping,
    },
    {
      id: 'connection-refused',
      title: say('Connection refused', '连接被拒绝'),
      fault: 'provider',
      meaning: say(
        'Nothing listens at the address of the deployment: the server is down or the port is wrong.',
        '部署地址无服务监听：服务已停止或端口错误。',
      ),
      remedies: [CHECK_SERVER, CHECK_API_BASE, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'connection refused',
            'connect call failed',
            'econnrefused',
            '연결이 거부되었습니다',
          ],
          not: ['redis', ':6379', 'database server'],
        },
      ],
    },
    {
      id: 'dns-failure',
      title: say('Host name of the provider cannot be resolved', '无法解析供应商域名'),
      fault: 'provider',
      meaning: say(
        'DNS does not know the host in `api_base`, or the DNS server does not answer.',
        'DNS 无法解析 `api_base` 中的主机，或 DNS 服务器无响应。',
      ),
      remedies: [CHECK_API_BASE, CHECK_NETWORK],
      acts: 'operator',
      match: [
        {
          message: [
            'name or service not known',
            'temporary failure in name resolution',
            'nodename nor servname provided',
            'getaddrinfo failed',
            'no address associated with hostname',
          ],
          not: ['redis'],
        },
      ],
    },
    {
      id: 'tls-expired',
      title: say('Certificate of the server has expired', '服务器证书已过期'),
      fault: 'provider',
      meaning: say(
        'The TLS certificate of the model server or of a proxy in between has expired.',
        '模型服务或中间代理的 TLS 证书已过有效期。',
      ),
      remedies: [
        say(
          'Renew the certificate; check the clock of the proxy too.',
          '更新证书；同时检查代理的系统时间。',
        ),
      ],
      acts: 'operator',
      match: [{ message: ['certificate has expired'] }],
    },
    {
      id: 'tls-untrusted',
      title: say('Certificate of the server is not trusted', '服务器证书不受信任'),
      fault: 'provider',
      meaning: say(
        'The certificate is self-signed or comes from a private authority that the proxy does not know.',
        '证书为自签名，或由代理不信任的私有机构签发。',
      ),
      remedies: [
        say(
          'Give the proxy the authority’s certificate with `SSL_CERT_FILE` or `ssl_verify`.',
          '通过 `SSL_CERT_FILE` 或 `ssl_verify` 为代理配置 CA 证书。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'self-signed certificate',
            'self signed certificate',
            'unable to get local issuer certificate',
            'certificate verify failed',
            'hostname mismatch, certificate is not valid for',
          ],
          not: ['certificate has expired'],
        },
      ],
    },
    {
      id: 'network-unreachable',
      title: say('Network unreachable', '网络不可达'),
      fault: 'provider',
      meaning: say(
        'There is no route to the address, or a policy of the system forbids the connection.',
        '没有到该地址的路由，或系统策略禁止连接。',
      ),
      remedies: [CHECK_NETWORK],
      acts: 'operator',
      match: [
        {
          message: [
            'no route to host',
            'network is unreachable',
            'operation not permitted',
            '407 proxy authentication required',
          ],
        },
      ],
    },
  ],
}
