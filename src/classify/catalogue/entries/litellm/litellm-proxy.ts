import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { READ_PROXY_LOG, UPGRADE_LITELLM } from '../../remedies.ts'

export const PROXY: CatalogueFamily = {
  id: 'proxy',
  title: say('LiteLLM: the proxy itself', 'LiteLLM：代理自身'),
  entries: [
    {
      id: 'proxy-resources',
      title: say('The proxy is out of file handles or memory', '代理资源耗尽'),
      fault: 'proxy',
      meaning: say(
        'The operating system refuses the proxy more open files, threads or memory.',
        '操作系统拒绝为代理分配更多文件句柄、线程或内存。',
      ),
      remedies: [
        say(
          'Raise the limits of the container (`nofile`, memory), or add replicas.',
          '调高容器限制（`nofile`、内存），或增加副本。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'too many open files',
            'cant start new thread',
            'cannot allocate memory',
            'no space left on device',
          ],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmProduction,
    },
    {
      id: 'proxy-enterprise-feature',
      title: say('Feature that needs a LiteLLM licence', '需要 LiteLLM 企业许可的功能'),
      fault: 'proxy',
      meaning: say(
        'The configuration or the request uses a feature of LiteLLM Enterprise, and no valid licence is set.',
        '配置或请求使用了 LiteLLM 企业版功能，但未设置有效许可。',
      ),
      remedies: [
        say(
          'Set `LITELLM_LICENSE`, or turn the feature off.',
          '设置 `LITELLM_LICENSE`，或关闭该功能。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'you must be a litellm enterprise user',
            'this is a litellm enterprise feature',
          ],
        },
      ],
    },
    {
      id: 'proxy-python-error',
      title: say('Bug or wrong setting inside the proxy', '代理内部错误'),
      fault: 'proxy',
      meaning: say(
        'Python raised an error in the proxy itself: a bug, a plug-in, or a setting that it did not expect.',
        '代理自身抛出 Python 异常：可能是缺陷、插件或非预期的配置。',
      ),
      remedies: [READ_PROXY_LOG, UPGRADE_LITELLM],
      acts: 'operator',
      match: [
        {
          message: [
            'nonetype object has no attribute',
            'nonetype object is not',
            'object is not subscriptable',
            'got an unexpected keyword argument',
            'object of type … is not json serializable',
          ],
          speaker: 'proxy',
        },
        {
          errorClasses: [
            'AttributeError',
            'KeyError',
            'TypeError',
            'IndexError',
            'NameError',
            'ImportError',
            'ModuleNotFoundError',
            'UnboundLocalError',
            'RuntimeError',
          ],
          speaker: 'proxy',
        },
      ],
      generic: true,
    },
    {
      id: 'proxy-internal-error',
      title: say('The proxy answered with an internal error', '代理返回内部错误'),
      fault: 'proxy',
      meaning: say(
        'The proxy failed by itself; no provider is named in the error.',
        '代理自身处理失败；错误中没有提及供应商。',
      ),
      remedies: [READ_PROXY_LOG],
      acts: 'operator',
      match: [
        { errorClasses: ['ProxyException', 'HTTPException'], statuses: ['5xx'], speaker: 'proxy' },
      ],
      generic: true,
      link: LINKS.litellmDiagnosis,
    },
  ],
}
