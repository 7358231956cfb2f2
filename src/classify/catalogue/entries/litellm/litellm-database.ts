import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_DATABASE,
  CHECK_REDIS,
  DB_UNAVAILABLE,
  POOL_LIMIT,
  READ_PROXY_LOG,
  UPGRADE_LITELLM,
} from '../../remedies.ts'

export const PROXY_DATABASE: CatalogueFamily = {
  id: 'proxy-database',
  title: say('LiteLLM: its database and Redis', 'LiteLLM：数据库与 Redis'),
  entries: [
    {
      id: 'proxy-db-not-connected',
      title: say('The proxy has no database connection', '代理未连接数据库'),
      fault: 'proxy',
      meaning: say(
        'The proxy runs without a database or lost it, so that keys and budgets cannot be checked.',
        '代理没有数据库或连接已断开，无法校验密钥与预算。',
      ),
      remedies: [CHECK_DATABASE, DB_UNAVAILABLE],
      acts: 'operator',
      match: [
        {
          message: [
            'no connected db',
            'db not connected',
            'not connected to db',
            'database not connected',
            'client is not connected to the query engine',
          ],
          speaker: 'proxy',
        },
        { errorClasses: ['ClientNotConnectedError'] },
      ],
      link: LINKS.litellmProduction,
    },
    {
      id: 'proxy-db-unreachable',
      title: say('The proxy cannot reach its database', '代理无法访问数据库'),
      fault: 'proxy',
      meaning: say(
        'PostgreSQL does not answer at the address in `DATABASE_URL`.',
        '`DATABASE_URL` 所指的 PostgreSQL 无响应。',
      ),
      remedies: [CHECK_DATABASE, DB_UNAVAILABLE],
      acts: 'operator',
      match: [
        {
          message: [
            'cant reach database server',
            'authentication failed against database server',
            'server has closed the connection. … prisma',
            'error in postgresql connection',
          ],
        },
      ],
      link: LINKS.litellmProduction,
    },
    {
      id: 'proxy-db-error',
      title: say('Database error in the proxy', '代理数据库错误'),
      fault: 'proxy',
      meaning: say(
        'The database client of the proxy (Prisma) raised an error that is not described here.',
        '代理的数据库客户端（Prisma）抛出了未收录的错误。',
      ),
      remedies: [CHECK_DATABASE, READ_PROXY_LOG],
      acts: 'operator',
      match: [
        {
          message: ['all connection attempts failed'],
          errorClasses: ['ConnectError'],
          speaker: 'proxy',
        },
        { message: ['prisma query engine', 'prisma.errors'], speaker: 'proxy' },
        {
          errorClasses: [
            'PrismaError',
            'DataError',
            'RawQueryError',
            'UniqueViolationError',
            'ForeignKeyViolationError',
            'TableNotFoundError',
            'FieldNotFoundError',
            'EngineConnectionError',
            'EngineRequestError',
          ],
        },
      ],
      link: LINKS.litellmProduction,
    },
    {
      id: 'proxy-db-pool-exhausted',
      title: say('Database connections of the proxy are used up', '代理数据库连接池耗尽'),
      fault: 'proxy',
      meaning: say(
        'All connections of the pool were busy for longer than a request may wait.',
        '连接池中的连接全部占用，等待超时。',
      ),
      remedies: [
        POOL_LIMIT,
        say(
          'Set `proxy_batch_write_at: 60`, so that spend is written less often.',
          '设置 `proxy_batch_write_at: 60`，降低写入频率。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'timed out fetching a new connection from the connection pool',
            'connection pool timeout',
          ],
        },
      ],
      link: LINKS.litellmProduction,
    },
    {
      id: 'proxy-db-too-many-clients',
      title: say('The database accepts no more connections', '数据库连接数已满'),
      fault: 'proxy',
      meaning: say(
        'PostgreSQL has reached `max_connections`; replicas and workers each open a pool of their own.',
        'PostgreSQL 达到 `max_connections`；每个副本和工作进程都有各自的连接池。',
      ),
      remedies: [
        POOL_LIMIT,
        say('Put PgBouncer in front of the database.', '在数据库前部署 PgBouncer。'),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'too many clients already',
            'remaining connection slots are reserved',
            'too many database connections opened',
          ],
        },
      ],
      link: LINKS.litellmProduction,
    },
    {
      id: 'proxy-db-schema',
      title: say('Database of the proxy lacks a table or column', '代理数据库缺少表或列'),
      fault: 'proxy',
      meaning: say(
        'The proxy is newer than its database: a migration did not run.',
        '代理版本比数据库结构新：迁移未执行。',
      ),
      remedies: [
        say(
          'Run the migrations (`prisma migrate deploy`) with the same version of LiteLLM.',
          '使用相同版本的 LiteLLM 执行迁移（`prisma migrate deploy`）。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'found failed migrations in the target database',
            'does not exist in the current database',
            'relation litellm_ … does not exist',
            'could not find field at … prisma',
          ],
        },
      ],
      link: LINKS.litellmProduction,
    },
    {
      id: 'proxy-db-deadlock',
      title: say('Deadlock in the database of the proxy', '代理数据库死锁'),
      fault: 'proxy',
      meaning: say(
        'Several replicas update the same spend rows at the same time.',
        '多个副本同时更新相同的花费记录。',
      ),
      remedies: [
        say(
          'Set `use_redis_transaction_buffer: true`, so that one replica writes for all.',
          '设置 `use_redis_transaction_buffer: true`，由单个副本统一写入。',
        ),
        UPGRADE_LITELLM,
      ],
      acts: 'operator',
      match: [{ message: ['write conflict or a deadlock', 'deadlock detected'] }],
      link: LINKS.litellmProduction,
    },
    {
      id: 'proxy-redis-unreachable',
      title: say('The proxy cannot reach Redis', '代理无法访问 Redis'),
      fault: 'proxy',
      meaning: say(
        'Rate limits, cooldowns and the cache are not shared between replicas while Redis is unavailable.',
        'Redis 不可用期间，限流、冷却与缓存无法在副本间共享。',
      ),
      remedies: [CHECK_REDIS],
      acts: 'operator',
      match: [
        {
          message: ['redis', ':6379'],
          errorClasses: [
            'ConnectionError',
            'TimeoutError',
            'RedisError',
            'BusyLoadingError',
            'ClusterDownError',
            'MaxConnectionsError',
          ],
          speaker: 'proxy',
        },
        {
          message: [
            'redis.exceptions',
            'error … connecting to … :6379',
            'timeout connecting to server … redis',
            'redis … connection refused',
            'invalid username-password pair or user is disabled',
          ],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmProduction,
    },
    {
      id: 'proxy-redis-full',
      title: say('Redis of the proxy is full or read-only', '代理的 Redis 已满或只读'),
      fault: 'proxy',
      meaning: say(
        'Redis refuses to write: its memory is used up, or it is a replica.',
        'Redis 拒绝写入：内存已满，或为只读副本。',
      ),
      remedies: [
        say(
          'Raise `maxmemory` or set an eviction policy such as `allkeys-lru`.',
          '调高 `maxmemory`，或设置 `allkeys-lru` 等淘汰策略。',
        ),
        say('Point the proxy at the primary.', '将代理指向主节点。'),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'oom command not allowed when used memory',
            'cant write against a read only replica',
            'misconf redis is configured to save',
          ],
        },
      ],
    },
  ],
}
